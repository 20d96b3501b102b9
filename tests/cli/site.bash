# For tests of whole sites: a project with this one's policies under other refs, and what a whole site is.

# make_suite [COUNT]: the project stands in $project, and the test stands in it. Its policies, four or so many, are
# CMICB_Clin10000 and on: 018, 055, 086 and 087 of this project, again and again.
make_suite() {
	project=$BATS_TEST_TMPDIR/project
	[ -e "$BATS_TEST_DIRNAME/../../build/assets/site.css" ] || {
		echo 'build/assets/site.css is not there: `make style` builds it'
		return 1
	}
	"$BATS_TEST_DIRNAME/../tools/multiply" "${1:-4}" "$project"
	cd "$project"
}

# build WORD…: a build that succeeds, as on the day of the tests.
build() {
	expect 0 build -q --as-of "$TEST_DATE" "$@"
	same "$complaint" ''
}

# whole FOLDER: the manifest lists the files that are there, each with its hash, and no others are there.
whole() {
	local listed
	listed=$(jq -r '.files[] | "\(.sha256)  \(.path)"' "$1/manifest.json")
	(cd "$1" && sha256sum --quiet --strict --check) <<<"$listed"
	same "$(cd "$1" && find . -type f ! -path ./manifest.json -printf '%P\n' | LC_ALL=C sort)" \
		"$(cut -c 67- <<<"$listed")"
}

# The bytes, names and modes of all that is in a folder.
state_of() {
	(cd "$1" && find . -printf '%P %y %m %l\n' | LC_ALL=C sort &&
		find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

# alone FOLDER: nothing that a build makes on its way stands beside the site.
alone() {
	same "$(find "$(dirname "$1")" -mindepth 1 -maxdepth 1 -name ".${1##*/}*")" ''
}

# As somebody to whom the rights on files apply: to whom root's privileges don't let them be passed over.
bound() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --bounding-set=-dac_override,-dac_read_search -- "$@"
	else
		"$@"
	fi
}

# A version of a policy whose one clause holds a word: version REF VERSION STATUS DATE WORD [LINE…].
version() {
	local date
	[ -z "$4" ] && date='x_dates: none' || date="date_ratified: $4"$'\n'"date_published: $4"
	good_policy "$1" "$date" "${@:6}" | sed -e "s/^version:.*/version: \"$2\"/" -e "s/^status:.*/status: $3/" \
		-e "s/^title:.*/title: About $5/" -e "s/an example\\./$5./"
}

# The project of the golden tests, with pages: one draft policy.
make_example() {
	rm -rf "$project"
	make_project
	cp -R "$BATS_TEST_DIRNAME"/../../templates/*.mustache "$BATS_TEST_DIRNAME/../../templates/partials" templates/
	mkdir -p build policies/versions site/assets
	cp -R "$BATS_TEST_DIRNAME/../../build/assets" build/
}
