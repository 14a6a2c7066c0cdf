extension CompletionScript {
  /// For fish 3.1 and later.
  static let fish = #"""
    # fish completion for pressmark
    function __pressmark_complete
        set -l words (commandline -opc)
        # The word at the cursor as it was typed; a quote can still be open.
        set -l raw (commandline -ct)
        set -l current (string unescape -- $raw; or string unescape -- $raw\"; or string unescape -- $raw\')
        test (count $current) -gt 0; or set current ''
        set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
        set -l fields ($program ---complete fish $words[2..] $current 2>/dev/null </dev/null | string split0)
        test (count $fields) -ge 2; or return
        if test (count $fields) -gt 2
            printf '%s\n' $fields[3..]
        end
        set -l typed $fields[2]
        set -l path (string sub -s (math (string length -- $typed) + 1) -- $current)
        switch $fields[1]
            case files
                __pressmark_paths $typed (__fish_complete_path $path)
            case folders
                __pressmark_paths $typed (__fish_complete_directories $path)
            case catalogs
                __pressmark_paths $typed (__fish_complete_path $path | string match -r '.*(?:/|\.db|\.sqlite)(?:\t.*)?$')
        end
    end
    function __pressmark_paths -a typed
        for path in $argv[2..]
            printf '%s%s\n' $typed $path
        end
    end
    complete -c pressmark -f -k -a '(__pressmark_complete)'

    """#
}
