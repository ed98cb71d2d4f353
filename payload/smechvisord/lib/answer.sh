# What the scripts in cgi-bin share: answers in JSON. Sourced; httpd starts them in cgi-bin.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
: "${SMECHVISORD_STATE:=/var/lib/smechvisord}"
: "${SMECHVISORD_VMM:=/usr/bin/cloud-hypervisor}"
: "${SMECHVISORD_REMOTE:=/usr/bin/ch-remote}"

# text WORDS: a JSON string of what is ASCII and printable in them.
text() { printf '"%s"' "$(printf '%s' "$1" | tr -cd '\040-\176' | sed 's/[\\"]/\\&/g')"; }

# answer "201 Created": the head of an answer; its document follows. httpd wants the status first.
answer() { printf 'Status: %s\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n\r\n' "$1"; }

# refuse "409 Conflict" SENTENCE
refuse() {
	answer "$1"
	printf '{ "schemaVersion": 1, "error": %s }\n' "$(text "$2")"
	exit 0
}

# vmm_version: nothing where there is no VMM.
vmm_version() { [ -x "$SMECHVISORD_VMM" ] && "$SMECHVISORD_VMM" --version 2>/dev/null | head -n 1; }

text_or_null() { [ -n "$1" ] && text "$1" || echo null; }

# joined: lines to one list of JSON.
joined() { sed '$!s/$/,/'; }

memory() { awk -v key="$1:" '$1 == key { printf "%.0f", $2 * 1024; found = 1 } END { if (!found) printf "null" }' /proc/meminfo; }
