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

# Git with an author, and with nobody's settings: libgit2 reads them from the home folder alone.
nobodys_git() {
	export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
	export HOME=$BATS_TEST_TMPDIR/home
	mkdir "$HOME"
}

# words_of FILE: the words of a page, without its tags and with one space between.
words_of() {
	sed 's/<[^>]*>//g; s/&#x27;/’/g' "$1" | tr -s '[:space:]' ' '
}
