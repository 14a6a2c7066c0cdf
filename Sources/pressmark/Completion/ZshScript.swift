extension CompletionScript {
  /// For zsh 5 and later. It is a file `_pressmark` in a folder of `$fpath`, or is sourced after `compinit`.
  static let zsh = #"""
    #compdef pressmark

    _pressmark() {
        local program=${(Q)words[1]} aside="$QIPREFIX$IPREFIX"
        local -a fields shown matched
        integer index result=1
        [[ $program == '~/'* ]] && program=$HOME/${program#'~/'}
        fields=("${(@0)$("$program" ---complete zsh "$aside" "${(@)words[2,CURRENT-1]}" "$aside$PREFIX" \
            2>/dev/null </dev/null)}")
        (( $#fields >= 3 )) || return 1
        for (( index = 4; index + 2 <= $#fields; index += 3 )); do
            matched+=("${${fields[index]//\\/\\\\}//:/\\:}")
            shown+=("${${fields[index+1]//\\/\\\\}//:/\\:}:${fields[index+2]//\\/\\\\}")
        done
        if (( $#matched )); then
            local -a space
            [[ -n ${fields[2]} ]] || space=(-S '')
            _describe -V pressmark shown matched "${space[@]}" && result=0
        fi
        [[ ${fields[1]} == - ]] && return result
        # Behind --output= and its like, only the path is completed.
        [[ -n ${fields[3]} ]] && compset -P ${#${fields[3]//[^=]}} '*='
        case ${fields[1]} in
        files) _files && result=0 ;;
        folders) _files -/ && result=0 ;;
        catalogs) _files -g '*.(db|sqlite)(-.)' && result=0 ;;
        esac
        return result
    }

    if [[ $funcstack[1] == _pressmark ]]; then
        _pressmark "$@"
    else
        compdef _pressmark pressmark
    fi

    """#
}
