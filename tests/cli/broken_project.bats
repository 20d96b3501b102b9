# A project folder in which every kind of file is broken at once: what is found can be read by machines in every form,
# and nothing is lost.

load lib

repeat() {
	yes -- "$2" | head -n "$1" | tr -d '\n'
}

setup() {
	make_project
	mkdir -p policies/versions policies/shared policies/codes
	# Front matter: a slip in each line, one that is never closed, none, and a bomb.
	good_policy EX_002 'author: "never closed' 'keywords: [one, two' 'title: a: b' $'\tx_tab: 1' >policies/EX_002.md
	printf -- '---\nref: EX_003\ntitle: T\n\n## Introduction\n' >policies/EX_003.md
	printf '## Introduction\n\n1. No front matter.\n' >policies/EX_004.md
	{
		printf -- '---\na: &a [x, x, x, x, x, x, x, x, x, x]\n'
		for letter in b c d e f g h; do
			previous=$(printf %s "$letter" | tr b-h a-g)
			printf '%s: &%s [%s]\n' "$letter" "$letter" "$(repeat 9 "*$previous, ")*$previous"
		done
		printf -- '---\n'
	} >policies/EX_005.md
	# Bytes: no UTF-8, NUL, a forbidden character, a direction control, a long line, a name with everything in it.
	{
		good_policy EX_006
		printf '1. caf\xe9 \xc0\xaf\n1. a\0b\n1. a\x0bb\n1. a\xe2\x80\xaeb "quoted" \\ %%0A::error::\n'
	} >policies/EX_006.md
	{
		good_policy EX_007
		repeat 100000 '['
	} >policies/EX_007.md
	good_policy EX_008 >$'policies/a "b" \\ \xc3\xa9 %.md'
	: >policies/EX_009.md
	mkdir policies/EX_010.md
	good_policy EX_001 'status: other' >'policies/versions/EX_001@0.0.md'
	printf -- '---\nblock: [\n---\n<b>\n' >policies/shared/aims@1.md
	printf '\xff\xfe\n' >policies/shared/core@1.md
	# Code lists, words, tables, profiles, configuration.
	printf 'S10.3 no tab\nnot a code\tWords\n\xff\tx\nS10.3\ta\nS10.3\tb\n' >policies/codes/opcs-4@11.tsv
	printf '\0\1\2' >policies/codes/icd-10@5.tsv
	printf 'two words\n\xff\nx\0y\n' >site/words.txt
	printf 'term\tsinse\n\t\t\t\nx\tnot a date\ty\n\xff\n' >templates/profiles/retired-terms.tsv
	printf 'no header\n' >templates/profiles/acronyms.tsv
	printf 'kind\tpattern\tsince\treplaced_by\nodd\t***\tx\t\n' >templates/profiles/sources.tsv
	printf 'sections: [{kind: odd, headings: {a: b}}]\ntitel: x\nsections: again\n' >templates/profiles/example.yaml
	printf -- '- a list\n' >templates/profiles/board.yaml
	printf '\t{\n' >templates/profiles/strict.yaml
	printf 'titel: x\nchecks: {duplicate-cod: error, yaml: loud}\ncategories: 1\nplaces: [[]]\nbase_url: [\n' >site/site.yaml
	kinds=(yaml encoding limit unreadable unknown-key bad-value missing-field syntax)
}

# has_kinds COMMAND…: it lists ids of checks, and each kind of fault is among them.
has_kinds() {
	local kind ids
	ids=$("$@")
	for kind in "${kinds[@]}"; do
		grep -qxF "$kind" <<<"$ids" || {
			echo "no $kind among:" $(sort -u <<<"$ids")
			return 1
		}
	done
}

# One file's fault hides no other file's.
names_every_file() {
	local file files
	files=$("$@")
	for file in policies/EX_00{2,3,4,5,6,7,9}.md policies/EX_010.md 'policies/a "b" \ é %.md' \
		policies/shared/{aims,core}@1.md policies/codes/{opcs-4@11,icd-10@5}.tsv site/{site.yaml,words.txt} \
		templates/profiles/{retired-terms,acronyms,sources}.tsv templates/profiles/{example,board,strict}.yaml; do
		grep -qxF -- "$file" <<<"$files" || {
			echo "nothing about $file in:"
			sort -u <<<"$files"
			return 1
		}
	done
}

@test 'JSON: each line is an object, every kind of fault and every file is there' {
	expect 1 check --format=json --level=info --as-of "$TEST_DATE"
	while IFS= read -r line; do
		jq -e 'type == "object" and (.id | test("^[0-9a-f]{16}$")) and (.message | length > 0)' <<<"$line" >/dev/null ||
			{ echo "$line"; false; }
	done <"$BATS_TEST_TMPDIR/output"
	has_kinds jq -r .check "$BATS_TEST_TMPDIR/output"
	names_every_file jq -r '.file // empty' "$BATS_TEST_TMPDIR/output"
}

@test 'SARIF: one document, with the same findings' {
	expect 1 check --format=json --level=info --as-of "$TEST_DATE"
	jq -r .check "$BATS_TEST_TMPDIR/output" | sort >"$BATS_TEST_TMPDIR/ids"
	expect 1 check --format=sarif --level=info --as-of "$TEST_DATE"
	jq -e '.version == "2.1.0" and (.runs | length) == 1' "$BATS_TEST_TMPDIR/output" >/dev/null
	same "$(jq -r '.runs[0].results[].ruleId' "$BATS_TEST_TMPDIR/output" | sort)" "$(cat "$BATS_TEST_TMPDIR/ids")"
}

@test 'GitHub: each line is one annotation, and words of a file begin none' {
	expect 1 check --format=github --level=info --as-of "$TEST_DATE"
	! grep -avE '^::(error|warning|notice) file=[^:]*::.|^::(error|warning|notice) file=.*,title=.*::.|^::(error|warning|notice) title=.*::.' \
		"$BATS_TEST_TMPDIR/output"
	expect 1 check --format=json --level=info --as-of "$TEST_DATE"
	count=$(wc -l <"$BATS_TEST_TMPDIR/output")
	expect 1 check --format=github --level=info --as-of "$TEST_DATE"
	same "$(wc -l <"$BATS_TEST_TMPDIR/output")" "$count"
}

@test 'text: every finding has its place, and the last line counts them' {
	expect 1 check --level=info --as-of "$TEST_DATE"
	holds "$output" ' errors, '
	lacks "$output" $'\e' $'\x0b' $'\xe2\x80\xae'
}

@test 'a baseline of another version, and one that is none: exit 2, and the findings all the same' {
	expect 1 check --format=json --level=info --as-of "$TEST_DATE"
	count=$(wc -l <"$BATS_TEST_TMPDIR/output")
	for words in '{"policyc_baseline": 999, "findings": []}' '{"policyc_baseline": 1' 'no JSON' '[]' ''; do
		printf '%s' "$words" >known.json
		expect 2 check --format=json --level=info --as-of "$TEST_DATE" --baseline known.json
		holds "$complaint" 'known.json'
		jq -e . "$BATS_TEST_TMPDIR/output" >/dev/null
		same "$(wc -l <"$BATS_TEST_TMPDIR/output")" "$count"
		same "$(cat known.json)" "$words"
	done
}

@test 'a build of it ends with 1, and writes nothing' {
	expect 1 build --as-of "$TEST_DATE"
	[ ! -e public ]
}
