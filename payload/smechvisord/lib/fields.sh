# The body of a request: one flat JSON object of names, words and whole numbers, nothing else. Sourced after answer.sh.

# read_fields KNOWN...: reads and checks the body into $fields.
read_fields() {
	is_number "${CONTENT_LENGTH:=0}" 0 4096 || refuse '413 Content Too Large' 'The request is too large.'
	fields=$(head -c "$CONTENT_LENGTH" | tr '\t\r\n' '   ')
	one='"[a-z][A-Za-z]*" *: *("[A-Za-z0-9._-]*"|[0-9]+)'
	printf '%s\n' "$fields" | grep -Eqx " *\{ *($one( *, *$one)*)? *\} *" ||
		refuse '400 Bad Request' 'The request is no JSON object of words and whole numbers.'
	# Words have none of the signs that hold them together, so without spaces it is the same object.
	fields=$(printf '%s' "$fields" | tr -d ' ')
	for name in $(printf '%s' "$fields" | grep -Eo '"[a-z][A-Za-z]*":' | tr -d '":'); do
		case " $* " in *" $name "*) ;; *) refuse '400 Bad Request' "The request has a field that is not known: $name." ;; esac
		[ "$(printf '%s' "$fields" | grep -Eo "[{,]\"$name\":" | wc -l)" -eq 1 ] ||
			refuse '400 Bad Request' "The request has $name twice."
	done
}

# field NAME: its value, or nothing.
field() { printf '%s' "$fields" | sed -nE "s/.*[{,]\"$1\":\"?([A-Za-z0-9._-]*)\"?[,}].*/\1/p"; }
