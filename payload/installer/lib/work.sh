# The work after the last question: steps in their order, each in a shell of its own that the first error ends.

# Step and its share of the whole.
step_shares='check:8 prepare:12 unpack:50 configure:2 boot:20 finish:8'

# report PERCENT: how far a step is, from within it.
report() { echo "at $1" >&3; }

# run_step STEP: prints "at PERCENT" lines and, last, "end STATUS". Its other output goes to the log.
run_step() {
	echo "== $1" >>"$log"
	(
		set -eu -o pipefail
		"step_$1"
	) 3>&1 >>"$log" 2>&1 &
	wait $!
	echo "end $?"
}

# run_steps FIRST: from that step on; prints "PERCENT TITLE" lines. A failed step's name is left in $run/failed.
run_steps() {
	local first=$1 base=0 begun= step share title word value
	rm -f "$run/failed"
	for step in $step_shares; do
		share=${step#*:}
		step=${step%:*}
		[ "$step" != "$first" ] || begun=yes
		if [ -n "$begun" ]; then
			eval "title=\$title_$step"
			echo "$base $title"
			run_step "$step" | while read -r word value; do
				case $word:$value in
					at:*) echo "$((base + share * value / 100)) $title" ;;
					end:0) ;;
					end:*) echo "$step" >"$run/failed" ;;
				esac
			done
			[ ! -e "$run/failed" ] || return 1
		fi
		base=$((base + share))
	done
	echo "100 Done"
}

# failure_lines: the last words of the failed step.
failure_lines() {
	awk '/^== / { n = 0; next } { line[n++] = $0 } END { for (i = (n > 6 ? n - 6 : 0); i < n; i++) print line[i] }' "$log"
}

# as_gauge: run_steps' lines in the form that whiptail's gauge reads.
as_gauge() { while read -r percent title; do printf 'XXX\n%s\n%s\nXXX\n' "$percent" "$title"; done; }

# as_lines: a line for every tenth, for a console that is only watched.
as_lines() {
	local shown= percent title
	while read -r percent title; do
		[ "$shown" = "$title $((percent / 10))" ] || echo "smechvisor-install: $percent% $title"
		shown="$title $((percent / 10))"
	done
}
