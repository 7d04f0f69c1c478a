#!/bin/sh
# Records what Node prints for every script here: `record.sh NODE`.
# The directory is written as <dir>, so that the records hold anywhere.
cd "$(dirname "$0")" || exit 1
for script in */*.js */*.mjs; do
  case "$(basename "$script")" in main.*|case-*) ;; *) continue ;; esac
  (cd "$(dirname "$script")" && "$1" "$(basename "$script")" 2>/dev/null) |
    sed "s|$PWD|<dir>|g" > "$script.expected"
done
