# The work with its progress, and what an operator can do when a step fails.

# work FIRST: runs the steps, with a gauge or with lines.
work() {
	if [ -n "$unattended" ]; then
		run_steps "$1" | as_lines
	else
		run_steps "$1" | as_gauge | newt --title "Installing" --gauge "" 8 74 0
	fi
	[ ! -e "$run/failed" ]
}

# after_failure STEP: until the operator has chosen how to go on; the answer is in $next.
after_failure() {
	echo "smechvisor-install: $1 failed:"
	failure_lines
	while :; do
		next=$(choose "This step failed: $1" "$(failure_lines)

The disk is not bootable until the installation has come to its end." retry <<-MENU
			retry Run this step again and go on
			log Show the log
			shell A root shell
			questions Start over from the questions
			restart Restart the machine
		MENU
		)
		case $next in
			log) show_file "$log" "$log" ;;
			shell) operator_shell "The log is $log, the disk is mounted at $target. 'exit' returns." ;;
			retry | questions) return 0 ;;
			restart) reboot && exit 1 ;;
		esac
	done
}

# install_all: true when it is through, false when the questions are to be asked again.
install_all() {
	local step=check
	: >"$log"
	until work "$step"; do
		step=$(cat "$run/failed")
		after_failure "$step"
		[ "$next" = questions ] || continue
		# A disk that is mounted could not be chosen again.
		(release_target "$target") 2>>"$log"
		return 1
	done
}
