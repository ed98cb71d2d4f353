# The password itself is kept no longer than it takes to hash it, and reaches no argument and no file.
ask_password() {
	local first second problem
	while :; do
		first=$(ask_secret "Password" "Password of root, the only account that can log in:") || return 1
		problem=$(check_password "$first")
		if [ -z "$problem" ]; then
			second=$(ask_secret "Password" "The same password again:") || return 1
			[ "$first" = "$second" ] && break
			problem="The two passwords differ: type them again."
		fi
		say "Password" "$problem"
	done
	answer_password_hash=$(printf '%s\n' "$first" | hash_password)
}
