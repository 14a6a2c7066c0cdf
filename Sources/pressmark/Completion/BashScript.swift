extension CompletionScript {
  /// For bash 3.2 and later, with or without bash-completion.
  ///
  /// Bash cuts a word also at `=` and `:`, and gives the part behind (`$2`); the program answers with what replaces that
  /// part, quoted. Where files are wanted bash completes them, so that `~`, quotes and slashes are as everywhere.
  static let bash = #"""
    # bash completion for pressmark
    _pressmark() {
        local program=$1 field
        local -a fields
        case $program in '~/'*) program=$HOME/${program#'~/'} ;; esac
        COMPREPLY=()
        while IFS= read -r -d '' field; do
            fields+=("$field")
        done < <("$program" ---complete bash "$2" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null </dev/null)
        [[ ${#fields[@]} -ge 2 ]] || return 0
        COMPREPLY=("${fields[@]:2}")
        # Older than bash 4: no space follows, and files are offered where nothing else is.
        type compopt >/dev/null 2>&1 || return 0
        [[ -z ${fields[1]} ]] || compopt +o nospace
        case ${fields[0]} in
        files) compopt -o default +o nospace ;;
        folders) compopt -o dirnames +o nospace ;;
        catalogs)
            while IFS= read -r field; do
                COMPREPLY+=("$field")
            done < <(compgen -f -X '!*.db' -- "$2"; compgen -f -X '!*.sqlite' -- "$2"; compgen -d -- "$2")
            if [[ ${#COMPREPLY[@]} -eq 0 ]]; then compopt -o default; else compopt -o filenames; fi
            compopt +o nospace
            ;;
        esac
    }
    if [[ ${BASH_VERSINFO[0]} -ge 4 ]]; then
        complete -o nospace -F _pressmark pressmark
    else
        complete -o nospace -o default -F _pressmark pressmark
    fi

    """#
}
