# Virtual machines: a folder each below SMECHVISORD_STATE/vms with config, disk, log and API socket. Sourced after answer.sh.
machines=$SMECHVISORD_STATE/vms
images=$SMECHVISORD_STATE/images

# is_name WORD: what a folder and a socket can be called, and nothing that a path or an option could be made of.
is_name() {
	[ "${#1}" -ge 1 ] && [ "${#1}" -le 32 ] || return 1
	case $1 in *[!a-z0-9-]* | -* | *-) return 1 ;; esac
}

# is_file_name WORD: a file of the images folder.
is_file_name() {
	[ "${#1}" -ge 1 ] && [ "${#1}" -le 64 ] || return 1
	case $1 in *[!A-Za-z0-9._-]* | [!A-Za-z0-9]*) return 1 ;; esac
}

# is_number WORD LEAST MOST
is_number() {
	[ "${#1}" -ge 1 ] && [ "${#1}" -le 7 ] || return 1
	case $1 in *[!0-9]* | 0?*) return 1 ;; esac
	[ "$1" -ge "$2" ] && [ "$1" -le "$3" ]
}

# setting NAME KEY: of a machine's config, or nothing. Its lines are data: never run.
setting() { sed -n "s/^$2=//p" "$machines/$1/config"; }

# running_pid NAME: the VMM's, where it runs. A number that another program has since got is not taken for it.
running_pid() {
	read -r pid 2>/dev/null <"$machines/$1/pid" || return 1
	is_number "$pid" 2 9999999 || return 1
	tr '\000' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF -- "$machines/$1/api.sock" && echo "$pid"
}

# wait_end NAME SECONDS: until its VMM has ended.
wait_end() {
	tenths=$(($2 * 10))
	while running_pid "$1" >/dev/null; do
		[ "$tenths" -gt 0 ] || return 1
		tenths=$((tenths - 1))
		sleep 0.1
	done
}

# machine NAME: as JSON.
machine() {
	running_pid "$1" >/dev/null && state=running || state=stopped
	printf '{ "name": "%s", "state": "%s", "cpus": %s, "memoryMiB": %s, "diskGiB": %s, "firmware": %s, "kernel": %s }\n' \
		"$1" "$state" "$(setting "$1" cpus)" "$(setting "$1" memoryMiB)" "$(setting "$1" diskGiB)" \
		"$(text_or_null "$(setting "$1" firmware)")" "$(text_or_null "$(setting "$1" kernel)")"
}

# machine_names: those that are complete.
machine_names() {
	for config in "$machines"/*/config; do
		[ -f "$config" ] || continue
		folder=${config%/config}
		is_name "${folder##*/}" && echo "${folder##*/}"
	done
}

# image_names: what a machine can be made from.
image_names() {
	for file in "$images"/*; do
		[ -f "$file" ] && is_file_name "${file##*/}" && echo "${file##*/}"
	done
}

# tell_machine STATUS NAME
tell_machine() {
	answer "$1"
	printf '{ "schemaVersion": 1, "vm": %s }\n' "$(machine "$2")"
}
