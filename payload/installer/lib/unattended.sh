# Where the answers of an unattended installation are.

# A drive with this label and a file `answers` is asked for them without a word on the kernel's command line.
answers_label=SMECHANSWER

# kernel_argument NAME: its value on the kernel's command line.
kernel_argument() { tr ' ' '\n' <"$proc/cmdline" | sed -n "s|^$1=||p" | head -n 1; }

# copy_from_device DEVICE FILE COPY: a file of a file system that is not mounted.
copy_from_device() {
	local found folder=$run/answers-disk status=0
	case $1 in
		LABEL=* | UUID=*) found=$(findfs "$1" 2>/dev/null) || { problem="No drive has $1, where smech.answers looks." && return 1; } ;;
		*) found=$1 ;;
	esac
	mkdir -p "$folder"
	mount -o ro -t "$(blkid -c /dev/null -s TYPE -o value "$found")" "$found" "$folder" 2>/dev/null ||
		{ problem="$found, where smech.answers looks, can't be mounted." && return 1; }
	(umask 077 && cp "$folder/$2" "$3" 2>/dev/null) || { problem="$found has no file $2, which smech.answers names." && status=1; }
	umount "$folder"
	return $status
}

# find_answers COPY: copies the answers there. 0: copied; 1: none are wanted; 2: wanted, and $problem says what is wrong.
find_answers() {
	local wanted
	wanted=$(kernel_argument smech.answers)
	case $wanted in
		none) return 1 ;;
		'')
			findfs "LABEL=$answers_label" >/dev/null 2>&1 || return 1
			copy_from_device "LABEL=$answers_label" answers "$1" || return 2
			;;
		*:*) copy_from_device "${wanted%%:*}" "${wanted#*:}" "$1" || return 2 ;;
		*)
			(umask 077 && cp "$medium/$wanted" "$1" 2>/dev/null) ||
				{ problem="The medium has no file $wanted, which smech.answers names." && return 2; }
			;;
	esac
}
