/** The scripts for each shell. Each hands the words up to the cursor to `lambda-pack completion --` and offers what comes back. */
export const completionScripts = {
  // Works in the Bash 3.2 of macOS. Bash takes words apart at = and others, and replaces what stands behind the last of them: $2.
  bash: `_lambda_pack() {
  local text="\${COMP_LINE:0:COMP_POINT}" start value words
  read -ra words <<<"$text"
  while [[ \${#words[@]} -gt 1 && "\${words[0]}" != "$1" ]]; do words=("\${words[@]:1}"); done
  [[ "$text" == *[[:space:]] ]] && words+=("")
  local current="\${words[\${#words[@]} - 1]}"
  start="\${current%"$2"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    printf -v value %q "\${value#"$start"}"
    COMPREPLY+=("$value")
  done < <("$1" completion -- "\${words[@]:1}" 2>/dev/null)
  [[ \${#COMPREPLY[@]} -eq 1 && "\${COMPREPLY[0]}" == */ ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _lambda_pack lambda-pack
`,
  zsh: `#compdef lambda-pack
_lambda_pack() {
  local line value
  local -a values directories
  for line in "\${(@f)$("\${words[1]}" completion -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}"; do
    value="\${line%%$'\\t'*}"
    if [[ "$value" == */ ]]; then directories+=("$value")
    elif [[ -n "$value" ]]; then values+=("\${value//:/\\\\:}:\${line#*$'\\t'}"); fi
  done
  (( $#values )) && _describe lambda-pack values
  (( $#directories )) && compadd -S "" -a directories
}
if [[ "\${funcstack[1]}" == _lambda_pack ]]; then _lambda_pack "$@"; else compdef _lambda_pack lambda-pack; fi
`,
  fish: `function __lambda_pack
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l program $words[1]
    set --erase words[1]
    $program completion -- $words "$current" 2>/dev/null
end
complete --command lambda-pack --no-files --arguments '(__lambda_pack)'
`,
} as const;
