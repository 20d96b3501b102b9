# For tests of versions: the project of tests/projects/versions in $project, where the test stands.

make_versions() {
	project=$BATS_TEST_TMPDIR/project
	[ -e "$BATS_TEST_DIRNAME/../../build/assets/site.css" ] || {
		echo 'build/assets/site.css is not there: `make style` builds it'
		return 1
	}
	"$BATS_TEST_DIRNAME/../tools/project" versions "$project"
	cd "$project"
}

# words_of FILE: the words of a page, without its tags and with one space between.
words_of() {
	sed 's/<[^>]*>//g; s/&#x27;/’/g' "$1" | tr -s '[:space:]' ' '
}
