#!/bin/sh
# Called by cargo in place of rustc. Our own crates get libFuzzer's counters of coverage, all of it stable, if little known:
# an input is new if it reaches something new here, and not in what we are compared with. What runs while compiling has
# nothing that could be called to count.
case " $* " in
*" --crate-name event_schema"*" --target "* | *" --crate-name isymphony_events "*" --target "*)
    exec "$@" -Cpasses=sancov-module \
        -Cllvm-args=-sanitizer-coverage-level=4 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
        -Cllvm-args=-sanitizer-coverage-pc-table
    ;;
esac
exec "$@"
