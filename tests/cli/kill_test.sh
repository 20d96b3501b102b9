#!/usr/bin/env bash
# kill_test.sh FOLDER KILLS: kills a build of 100 policies at as many random moments, and looks each time whether the site
# is the old one or the new one, whole. The moments come from a fixed seed; how far the build has come by then is the
# machine's affair. FOLDER is made, and needs room for two sites.
set -euo pipefail

work=$1 kills=$2
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")/../tools" && pwd)
: "${POLICYC:=$tools/../../build/policyc}"
project=$work/project site=$work/project/public
RANDOM=20261121

mkdir -p "$work"
"$tools/multiply" 100 "$project"

# The title stands on every page and in every record: the two sites have hardly a file in common but for the assets.
turn_to() {
	sed -i "s/^title: .*/title: The $1 site/" "$project/site/site.yaml"
}

command=("$POLICYC" -C "$project" build -q --as-of "${TEST_DATE:-2026-11-21}")
build() {
	"${command[@]}" >/dev/null
}

milliseconds() {
	echo "$(($(date +%s%N) / 1000000))"
}

# The whole site: the manifest is that of one of the two, and every file is as it says, with no other beside it.
is_whole() {
	local sum which=second
	sum=$(sha256sum <"$site/manifest.json")
	[ "$sum" != "$sum_of_first" ] || which=first
	{ [ $which = first ] || [ "$sum" = "$sum_of_second" ] || ! echo 'its manifest is that of neither'; } &&
		(cd "$site" && sha256sum --quiet --strict --check "$work/$which.sums") &&
		diff "$work/$which.names" <(cd "$site" && find . -type f -printf '%P\n' | LC_ALL=C sort)
}

# Builds one of the sites for good, and notes what is in it.
note() {
	turn_to "$1"
	build
	jq -r '.files[] | "\(.sha256)  \(.path)"' "$site/manifest.json" >"$work/$1.sums"
	(cd "$site" && find . -type f -printf '%P\n' | LC_ALL=C sort) >"$work/$1.names"
	sha256sum <"$site/manifest.json"
}

sum_of_first=$(note first)
started=$(milliseconds)
sum_of_second=$(note second)
duration=$(($(milliseconds) - started))
[ "$sum_of_first" != "$sum_of_second" ]

killed=0 changed=0 late=0 absent=0
for ((i = 0; i < kills; i++)); do
	# Now and then there is no site yet.
	[ $((i % 20)) != 19 ] || rm -rf "$site"
	before=$(sha256sum 2>/dev/null <"$site/manifest.json" || :)
	[ "$before" = "$sum_of_first" ] && next=second || next=first
	turn_to "$next"
	moment=$((RANDOM % 1000 * (duration + duration / 8) / 1000))
	started=$(milliseconds)
	# The program itself and no shell around it, which would be killed in its place.
	"${command[@]}" >/dev/null &
	pid=$!
	sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
	status=0
	kill -9 "$pid" 2>/dev/null || :
	wait "$pid" 2>/dev/null || status=$?
	if [ "$status" = 137 ]; then
		# A build may take longer than the last one that came to its end: then the moments would all be early ones.
		killed=$((killed + 1)) duration=$((duration + duration / 20))
	elif [ "$status" = 0 ]; then
		duration=$(($(milliseconds) - started))
	else
		echo "build $i, killed after $moment ms, ended with status $status"
		exit 1
	fi
	if [ ! -e "$site" ] && [ -z "$before" ]; then
		absent=$((absent + 1))
		build
		continue
	fi
	if ! is_whole; then
		echo "build $i, killed after $moment of about $duration ms, left a site that is not whole"
		exit 1
	fi
	if [ "$(sha256sum <"$site/manifest.json")" != "$before" ]; then
		changed=$((changed + 1))
		[ "$status" = 0 ] || late=$((late + 1))
	fi
done

# After all that, a build goes through, and leaves nothing beside the site.
build
is_whole
[ -z "$(find "$project" -maxdepth 1 -name '.public*')" ]
echo "$killed of $kills builds were killed, $late of them after the sites had changed places; in all $changed" \
	"sites changed, and $absent times there was none yet"
# Else the moments missed.
[ "$killed" -ge $((kills / 3)) ]
[ "$changed" -gt 0 ]
