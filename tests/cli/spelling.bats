# spelling: the dictionaries, when they are needed and when they are missing; suggestions only where they are shown.

load lib

setup() {
	make_project
	sed -i '/spelling: "off"/d' site/site.yaml
	good_policy EX_001 'summary: An Optometrlist writes.' >policies/EX_001.md
	mkdir "$BATS_TEST_TMPDIR/none"
}

@test 'a suggestion stands with a finding that is shown, and with no other' {
	expect 0 check --level=info
	holds "$output" '"Optometrlist" is not in the dictionaries' 'fix: write "Optometrist"'
	expect 0 check
	same "$output" '1 info in 1 policy'
	expect 0 check --format=json --level=info
	holds "$output" '"fix_text":"write \"Optometrist\"'
}

@test 'an accepted word is shown to machines, and to people who ask, with its suggestion' {
	good_policy EX_001 'summary: An Optometrlist writes.' 'allow:' '  - check: spelling' \
		'    matches: Optometrlist' '    reason: As ratified.' >policies/EX_001.md
	expect 0 check --level=info
	same "$output" 'no findings in 1 policy (1 accepted)'
	expect 0 check --level=info --accepted
	holds "$output" 'fix: write "Optometrist"'
	expect 0 check --format=json --level=info
	holds "$output" '"accepted":"As ratified."'
}

@test 'a word of site/words.txt is right' {
	printf 'optometrlist\n' >site/words.txt
	expect 0 check --level=info
	same "$output" 'no findings in 1 policy'
}

@test 'a missing dictionary is an error that names the package' {
	DICPATH=$BATS_TEST_TMPDIR/none expect 3 check
	holds "$output" 'error: the dictionary ' '/none/en_GB.aff is not there' 'install the package hunspell-en-gb' \
		'spelling: "off" under checks'
	cp /usr/share/hunspell/en_GB.* "$BATS_TEST_TMPDIR/none"
	DICPATH=$BATS_TEST_TMPDIR/none expect 3 check
	holds "$output" 'en_med_glut.dic is not there' 'install the package hunspell-en-med'
	# The second folder is looked through too.
	DICPATH=$BATS_TEST_TMPDIR/none:/usr/share/hunspell expect 0 check
}

@test 'a dictionary that is none is an error' {
	local name
	for name in en_GB.aff en_GB.dic en_med_glut.dic; do
		printf 'nothing of use\n' >"$BATS_TEST_TMPDIR/none/$name"
	done
	DICPATH=$BATS_TEST_TMPDIR/none expect 3 check
	holds "$output" "can't be used"
}

@test 'where the check is off, no dictionary is looked for' {
	sed -i 's/^checks:/&\n  spelling: "off"/' site/site.yaml
	DICPATH=$BATS_TEST_TMPDIR/none expect 0 check --level=info
	same "$output" 'no findings in 1 policy'
}

@test 'a broken words file is told of, and the rest of it is used' {
	printf 'two words\noptometrlist\n' >site/words.txt
	expect 1 check --level=info
	holds "$output" 'site/words.txt:1:1: error: this line has more than one word'
	lacks "$output" 'spelling'
	printf 'optometr\xff\n' >site/words.txt
	expect 1 check
	holds "$output" 'site/words.txt:1:9: error: '
}
