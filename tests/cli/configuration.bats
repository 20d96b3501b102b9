# What is wrong in the organisation's own files, told at its place: site.yaml, profiles, pages, code lists.

load lib

setup() {
	make_project
	profile=templates/profiles/example.yaml
}

# tells CHECK PLACE WORDS…: a finding of that check stands there, and holds the words.
tells() {
	finds 1 "$1" "$2"
	holds "$(jq -r --arg check "$1" --arg place "$2" \
		'select(.check == $check and "\(.file):\(.line):\(.column)" == $place) | .message, .why, .fix_text' "$BATS_TEST_TMPDIR/findings")" \
		"${@:3}"
}

@test 'true, false and numbers' {
	echo 'pdf: {large_print: maybe}' >>site/site.yaml
	line=$(wc -l <site/site.yaml)
	tells bad-value "site/site.yaml:$line:20" '"large_print" is either true or false'
	mkdir site/pages
	printf -- '---\ntitle: A page\norder: first\n---\n\nWords.\n' >site/pages/about.md
	tells bad-value site/pages/about.md:3:8 '"order" needs a whole number in digits'
}

@test 'a profile whose parts don'\''t go together' {
	sed -i 's/^  - sections$/  - contents/' "$profile"
	tells bad-value "$profile:6:3" "the parts don't name \"sections\""
	tells missing-field "$profile:6:3" 'this document profile has no "contents"'
}

@test 'a version history that lacks what its form needs' {
	line=$(grep -n 'form: sentences' "$profile" | cut -d: -f1)
	sed -i '/^  sentence:/d' "$profile"
	tells missing-field "$profile:$line:9" 'needs "sentence"'
	sed -i 's/form: sentences/form: table/' "$profile"
	tells missing-field "$profile:$line:9" 'needs "columns"'
}

@test 'a code list' {
	mkdir policies/codes
	printf 'S10.3\tPeeling\nS10.3\tPeeling\nsomething\tWords\nS11\n' >policies/codes/opcs-4@4.10.tsv
	tells duplicate-code policies/codes/opcs-4@4.10.tsv:2:1 'S10.3 stands in this list twice'
	tells bad-code policies/codes/opcs-4@4.10.tsv:3:1 '"something" has not the form of an OPCS-4 code'
	tells syntax policies/codes/opcs-4@4.10.tsv:4:1 'this line has no tab'
	echo x >policies/codes/list.tsv
	tells syntax policies/codes/list.tsv:1:1 'not named as a code list is'
	rm policies/codes/*
	mkdir policies/codes/opcs-4@4.10.tsv
	expect 3 check --level=info --as-of "$TEST_DATE"
	holds "$output" "this code list can't be read (Is a directory)"
}

@test 'words that an older Windows program saved, by name' {
	for byte in '\222 a curly apostrophe' '\223 a curly quotation mark' '\226 a long dash' '\240 a space' '\243 the pound sign'; do
		{
			good_policy EX_001
			printf "\nA ${byte%% *}b\n"
		} >policies/EX_001.md
		tells encoding policies/EX_001.md:14:3 "${byte#* }"
	done
}
