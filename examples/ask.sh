#!/bin/sh
# Asks Forewarn about an operation: ask.sh KIND COMPONENT [NAME=VALUE ...]
# Prints the summary. Ends with 0 for pass or warn, 3 for fail; 0 where nobody answers, for a broken warning
# system must not stop the work. FOREWARN_URL names the server.
set -eu

url=${FOREWARN_URL:-http://127.0.0.1:7070}
[ $# -ge 2 ] || { echo "usage: ask.sh KIND COMPONENT [NAME=VALUE ...]" >&2; exit 2; }

# A text as a JSON string.
quoted() { printf '"%s"' "$(printf '%s' "$1" | tr '\n\r\t' '   ' | sed 's/\\/\\\\/g; s/"/\\"/g')"; }

kind=$(quoted "$1")
component=$(quoted "$2")
shift 2
known=
for pair in "$@"; do
    name=$(quoted "${pair%%=*}")
    value=${pair#*=}
    case $value in
        true | false) ;;
        '' | *[!0-9]* | 0?*) value=$(quoted "$value") ;;
    esac
    known="$known${known:+,}$name:$value"
done

answer=$(curl --silent --show-error --max-time 10 --header 'Content-Type: application/json' \
    --data "{\"kind\":$kind,\"component\":$component,\"attributes\":{$known}}" "$url/predict") || {
    echo "forewarn: no answer from $url; going on" >&2
    exit 0
}

field() { printf '%s' "$answer" | sed -n "s/.*\"$1\":\"\(\([^\"\\\\]\|\\\\.\)*\)\".*/\1/p"; }

if [ -n "${FOREWARN_OPERATION_FILE:-}" ]; then
    printf '%s\n' "$answer" | sed -n 's/.*"operation_id":"\([^"]*\)","kind".*/\1/p' > "$FOREWARN_OPERATION_FILE"
fi
verdict=$(printf '%s' "$answer" | sed -n 's/.*"level":"[a-z]*","verdict":"\([a-z]*\)".*/\1/p')
summary=$(field summary)
case $verdict in
    pass) echo "forewarn: $summary" ;;
    warn) echo "forewarn: WARNING: $summary" >&2 ;;
    fail)
        echo "forewarn: STOPPED: $summary" >&2
        exit 3
        ;;
    *)
        echo "forewarn: no verdict from $url; going on" >&2
        ;;
esac
