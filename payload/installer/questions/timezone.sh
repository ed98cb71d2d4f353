# zone_regions: lines for a menu, one for each folder of zones.
zone_regions() {
	echo "UTC Coordinated Universal Time"
	for dir in "$zoneinfo"/[A-Z]*/; do
		dir=${dir%/}
		echo "${dir##*/} $(find "$dir" -type f | wc -l) zones"
	done
}

# zones_of REGION
zones_of() { find "$zoneinfo/$1" -type f | sed "s|^$zoneinfo/$1/||" | sort; }

ask_timezone() {
	local region zone
	while :; do
		region=$(zone_regions | choose "Time zone" "Where does this machine stand?" "${answer_timezone%%/*}") || return 1
		[ "$region" != UTC ] || break
		zone=$(zones_of "$region" | choose "Time zone" "Which place of $region has its time?" "${answer_timezone#*/}") || continue
		region=$region/$zone
		break
	done
	answer_timezone=$region
}
