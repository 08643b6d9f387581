# The archive of classes is made by who starts Postern, and for one version: packages are read-only.
jar=$home/../share/postern/postern.jar
archives=
if [ -n "${XDG_CACHE_HOME:-${HOME:-}}" ]; then
    archives=${XDG_CACHE_HOME:-$HOME/.cache}/postern/@version@
    [ -d "$archives" ] || mkdir -p "$archives" 2>/dev/null
fi
# A package may bring its own Java.
[ ! -x "$home/../lib/postern/runtime/bin/java" ] || JAVA_HOME=$home/../lib/postern/runtime
