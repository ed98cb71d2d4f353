# The answers that an installation needs: from the wizard, or from a file with a line NAME=VALUE each. answer_NAME holds the value.

answer_names='timezone keyboard layout disk root esp format_esp swap erase hostname password password_hash
	network interface address gateway dns console token finish'

# default_answers CONSOLE: the serial console that the medium was started with, or nothing.
default_answers() {
	for name in $answer_names; do eval "answer_$name="; done
	answer_timezone=UTC
	answer_keyboard=us
	answer_layout=disk
	answer_format_esp=no
	answer_hostname=smechvisor
	answer_network=dhcp
	answer_console=$1
	answer_finish=reboot
}

is_answer_name() {
	matches "$1" '[a-z_]+' || return 1
	for name in $answer_names; do [ "$name" != "$1" ] || return 0; done
	return 1
}

# read_answers FILE: one that can't be read as a whole leaves a sentence in $problem and a failure.
read_answers() {
	number=0
	seen=
	carriage_return=$(printf '\r')
	while IFS= read -r line || [ -n "$line" ]; do
		number=$((number + 1))
		line=${line%"$carriage_return"}
		case $line in
			'' | '#'*) continue ;;
			*=*) key=${line%%=*} ;;
			*) problem="Line $number of the answers is not NAME=VALUE." && return 1 ;;
		esac
		is_answer_name "$key" || { problem="Line $number of the answers has the unknown name $key." && return 1; }
		case " $seen " in *" $key "*) problem="Line $number of the answers names $key again." && return 1 ;; esac
		seen="$seen $key"
		eval "answer_$key=\${line#*=}"
	done <"$1"
	problem=
}

# settle_answers: puts what is derived into place: the only disk there is, the password's hash in place of the password.
settle_answers() {
	if [ "$answer_disk" = only ]; then
		set -- $(usable_disks)
		[ $# -ne 1 ] || answer_disk=$1
	fi
	answer_disk=${answer_disk#/dev/}
	answer_root=${answer_root#/dev/}
	answer_esp=${answer_esp#/dev/}
	answer_swap=${answer_swap#/dev/}
	if [ -n "$answer_password" ]; then
		answer_password_hash=$(printf '%s\n' "$answer_password" | hash_password)
		answer_password=
	fi
	[ "$answer_layout" = disk ] || answer_disk=$(disk_of "$answer_root")
}

# answers_problem: the first sentence about what can't be installed as it was answered; silent where all is well.
answers_problem() {
	for name in timezone keyboard hostname password_hash network console token finish $(network_answers) $(layout_answers); do
		eval "value=\${answer_$name-}"
		said=$("check_$name" "$value")
		[ -z "$said" ] || { echo "$said" && return; }
	done
	[ "$answer_erase" = yes ] || echo "erase=yes is missing: nothing is erased without it."
}

network_answers() { [ "$answer_network" != static ] || echo interface address gateway dns; }

layout_answers() {
	case $answer_layout in
		partitions) echo root esp swap boot ;;
		*) echo layout disk ;;
	esac
}
