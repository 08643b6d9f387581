# SPDX-License-Identifier: Apache-2.0
# Types a line and the TAB key into a zsh on a terminal of its own, and prints what the line is then.
# complete.zsh FOLDER-OF-FUNCTIONS LINE
zmodload zsh/zpty
zpty shell zsh -f -i

# Reads what the shell prints, up to a text.
await() {
    local part reply=
    while zpty -r shell part; do
        reply+=$part
        [[ $reply == *$1* ]] && return
    done
    print -u2 "The shell ended: $reply"
    exit 1
}

zpty -w shell "fpath=($1 \$fpath); autoload -Uz compinit; compinit -D -u; PS1=; unsetopt beep"
# Ctrl-X prints the line instead of running it.
zpty -w shell "show() { print -r \"line=<\$BUFFER>\"; exit }; zle -N show; bindkey '^X' show"
# Else a TAB that comes with further keys is taken for a part of what was pasted.
zpty -w shell "zstyle ':completion:*' insert-tab false"
zpty -w shell "print ready-\$((1 + 1))"
await ready-2
zpty -w -n shell "$2"$'\t\x18'
reply=
while zpty -r shell part; do
    reply+=$part
done
print -r -- "$reply"
