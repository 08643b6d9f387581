# SPDX-License-Identifier: Apache-2.0
# Runs the doctor in a situation, and compares. Source steps.sh and proofs.sh first.

# as_user COMMAND...: on the client, by a user without rights.
as_user() {
    in_client "${UNPRIVILEGED[@]}" env HOME="$LAB_DIR/state" XDG_STATE_HOME="$LAB_DIR/state" "$@" </dev/null
}

# Where that user may not read the jar, as below /root, a copy is run.
user_may_run_it() {
    local word words=""
    for word in $POSTERN; do
        if [ -f "$word" ] && ! on "$CLIENT" "${UNPRIVILEGED[@]}" test -r "$word"; then
            cp "$word" "$LAB_DIR/${word##*/}"
            chmod 755 "$LAB_DIR/${word##*/}"
            word="$LAB_DIR/${word##*/}"
        fi
        words+=" $word"
    done
    POSTERN="$words"
}

# staged NAME: from the base, and proven to be there.
staged() {
    local start
    start="$(now_ms)"
    network_restored
    "stage_${1//-/_}" && "proof_${1//-/_}" || return 1
    remark="$(($(now_ms) - start)) ms"
}

# The names of addresses, replaced by them.
filled_in() {
    local words="$1" name
    for name in ROUTER_ADDRESS NOBODY_ADDRESS OTHER_HOST SECOND_ADDRESS MEDIA_ADDRESS \
        YESTERDAY_ADDRESS ASIDE_ADDRESS FRONT_NET OUTSIDE_NET CLIENT_ADDRESS; do
        words="${words//$name/${!name}}"
    done
    echo "$words"
}

# diagnosed_as EXPECTED WORDS OPTION...: one of the outcomes, with commas between them, and all of
# these words told.
diagnosed_as() {
    local expected="$1" words="$2" word before
    shift 2
    before="$(mappings_held)"
    observe as_user timeout 60 $POSTERN doctor --json "$@"
    flat="$(tr '\n' ' ' <"$LAB_DIR/out")"
    outcome="$(outcome)"
    keep_evidence "$outcome"
    remark="$outcome, $(field seconds) s"
    echo "expected $expected"
    [[ ",$expected," == *",$outcome,"* ]] || return 1
    for word in ${words//,/ }; do
        grep -qF -- "$word" <<<"$(said "$word")" || {
            echo "not told: $word"
            return 1
        }
    done
    exit_code_fits || return 1
    [ "$(mappings_held)" = "$before" ] || {
        echo "the router held: $before"
        echo "and holds now: $(mappings_held)"
        return 1
    }
}

# CAUSE:confidence, or CAUSE|CAUSE:confidence in the order of the alphabet.
outcome() {
    local causes
    causes="$(field cause) $(list alternatives)"
    printf '%s:%s\n' "$(tr ' ' '\n' <<<"$causes" | sed '/^$/d' | sort | paste -sd '|')" \
        "$(field confidence)"
}

# field NAME: the text or number of the outermost object's field, which no object in it has.
field() { sed -nE 's/.*"'"$1"'": *"?(([^"\\,}]|\\.)*).*/\1/p' <<<"$flat"; }

list() { sed -nE 's/.*"'"$1"'": *\[([^]]*)\].*/\1/p' <<<"$flat" | tr -d '",'; }

# said WORD: where it is to be found, among what a person is told, the sentences and the notes; what
# begins with a quotation mark, in the evidence, too.
said() {
    case "$1" in
        \"*) echo "$flat" ;;
        *) sed -E 's/"evidence": *\[.*//' <<<"$flat" ;;
    esac
}

# 0 where ports can be opened, 33 where two causes look alike, else what other commands end with or 32;
# 64 and above are failures of the command.
exit_code_fits() {
    local works
    works="$(field works)"
    case "$works,$outcome" in
        true,*) [ "$status" = 0 ] ;;
        false,OK:* | false,NOT_OPEN:*) false ;;
        false,*\|*) [ "$status" = 33 ] ;;
        false,*) [ "$status" -gt 0 ] && [ "$status" -le 32 ] ;;
        *) false ;;
    esac || {
        echo "exit code $status does not fit, with works $works"
        return 1
    }
}

mappings_held() { router_rules 2>/dev/null | grep dnat | sort; }

# keep_evidence OUTCOME: of this row, in the folder DOCTOR_LAB_EVIDENCE if it is set.
keep_evidence() {
    [ -n "${DOCTOR_LAB_EVIDENCE:-}" ] || return 0
    mkdir -p "$DOCTOR_LAB_EVIDENCE"
    {
        echo "# expected $expected, got $1, exit code $status"
        cat "$LAB_DIR/out" "$LAB_DIR/err"
    } >"$DOCTOR_LAB_EVIDENCE/$row"
}

# options_of WAY: in words that become options of the doctor.
options_of() {
    local word words="8080 --protocol TCP"
    for word in ${1//+/ }; do
        case "$word" in
            alone) ;;
            helper) words+=" --helper http://$OUTSIDE_ADDRESS:$HELPER_PORT" ;;
            stun) words+=" --stun $OUTSIDE_ADDRESS:$STUN_PORT" ;;
            aside) words+=" --interface aside0" ;;
            upnp) words+=" --control upnp" ;;
            udp) words="${words/TCP/UDP}" ;;
            no-port) words="${words#8080 --protocol ???}" ;;
            no-test) words+=" --no-test" ;;
            at-*) words="${words/8080/${word#at-}}" ;;
            to-*) words="${words/8080/8080 ${word#to-}}" ;;
            *) echo "unknown: $word" >&2 && return 1 ;;
        esac
    done
    echo "$words"
}

# examine NAME WAY EXPECTED WORDS
examine() {
    case "+$2+" in *+helper+*) helper_starts ;; esac
    row="$1-$2"
    # shellcheck disable=SC2046
    step "$1, $2: $3" diagnosed_as "$3" "${4#-}" $(options_of "$2")
}
