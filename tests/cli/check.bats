# policyc check: what is shown, and the exit status.

load lib

setup() {
	make_project
	# One of each severity: an error, a warning, an info.
	ratified EX_002 'route: [nowhere]' >policies/EX_002.md
}

ratified() {
	good_policy "$1" 'date_ratified: 2025-05-01' 'date_published: 2025-06' 'review_date: 2030-05-01' "${@:2}" |
		sed 's/^status:.*/status: ratified/; s/^version:.*/version: "1.0"/'
}

@test 'the text form, in full' {
	expect 1 check --level=info --as-of "$TEST_DATE"
	same "$output" 'policies/EX_002.md:1:1: warning: the policy doesn'"'"'t say when it was last reviewed [missing-last-reviewed]
    1 | ---
      | ^~~
      = why: nobody can check when the next review is due
      = fix: add last_reviewed
policies/EX_002.md:9:17: info: June 2025 gives only the month, but 1 May 2025 gives the day [mixed-date-precision]
    9 | date_published: 2025-06
      |                 ^~~~~~~
      = why: a reader asks whether the same day is meant
      = fix: give the day wherever it is known
policies/EX_002.md:8:16: note: this one gives the day
policies/EX_002.md:11:9: error: "nowhere" is not a route of site/site.yaml, which has ifr, prior_approval and criteria_based [bad-value]
   11 | route: [nowhere]
      |         ^~~~~~~
      = why: a value that nobody knows would be left out or misread
      = fix: write one of them, or add it there under routes
1 error, 1 warning, 1 info in 2 policies'
	same "$complaint" ''
	expect 1 check --level=info --terse --as-of "$TEST_DATE"
	same "$(grep -c . <<<"$output")" 4
	lacks "$output" why: fix: '^~'
}

@test "matches of allow looks at the message, at why it matters and at the words, so that rewording breaks no reason" {
	ratified EX_002 'allow:' '  - {check: missing-last-reviewed, matches: the next review is due, reason: known}' \
		>policies/EX_002.md
	expect 0 check --level=info --as-of "$TEST_DATE"
	holds "$output" '(1 accepted)'
	lacks "$output" missing-last-reviewed
}

@test 'carets stand under the words behind tabs, accents and wide letters' {
	{
		front_matter EX_003
		printf -- '---\n\n## Introduction\n\n1.\tCafé <b> 北京 🩺 <i> e\xcc\x81 <u>\n'
	} >policies/EX_003.md
	expect 1 check policies/EX_003.md --as-of "$TEST_DATE"
	# A tab reaches to the next fourth place; a wide letter takes two, an accent on its own none.
	same "$(grep -A2 ':12:9: ' <<<"$output" | tail -n 2)" $'   12 | 1.  Café <b> 北京 🩺 <i> e\u0301 <u>\n      |          ^~~'
	same "$(grep -A2 ':12:18: ' <<<"$output" | tail -n 1)" '      |                      ^~~'
	same "$(grep -A2 ':12:25: ' <<<"$output" | tail -n 1)" '      |                            ^~~'
}

@test '--level shows no less than asked for; without it, warnings' {
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" missing-last-reviewed bad-value '1 error, 1 warning, 1 info in 2 policies'
	lacks "$output" mixed-date-precision
	local usual=$output
	expect 1 check --as-of "$TEST_DATE" --level=warning
	same "$output" "$usual"
	expect 1 check --as-of "$TEST_DATE" --level=error
	holds "$output" bad-value
	lacks "$output" missing-last-reviewed mixed-date-precision
}

@test '--fail-on decides on the exit status, whatever is shown' {
	local as_of=(--as-of "$TEST_DATE")
	expect 1 check "${as_of[@]}"
	expect 1 check --fail-on=error "${as_of[@]}"
	expect 0 check --fail-on=never "${as_of[@]}"
	holds "$output" bad-value
	ratified EX_002 >policies/EX_002.md
	expect 0 check "${as_of[@]}"
	expect 1 check --fail-on=warning "${as_of[@]}"
	expect 1 check --fail-on=warning --level=error "${as_of[@]}"
	ratified EX_002 'last_reviewed: 2025-05-01' >policies/EX_002.md
	expect 0 check --fail-on=warning "${as_of[@]}"
	expect 1 check --fail-on=info "${as_of[@]}"
	rm policies/EX_002.md
	expect 0 check --fail-on=info "${as_of[@]}"
	holds "$output" 'no findings in 1 policy'
}

@test 'a PATH shows its own findings, and the whole suite is still read' {
	good_policy EX_001 'route: [elsewhere]' >policies/EX_001.md
	expect 1 check policies/EX_001.md
	holds "$output" elsewhere
	lacks "$output" nowhere
	expect 1 check policies/EX_001.md policies/EX_002.md
	holds "$output" elsewhere nowhere
	expect 1 check policies
	holds "$output" elsewhere nowhere
	expect 0 check site
	lacks "$output" elsewhere nowhere
	cd policies
	expect 1 check EX_002.md
	holds "$output" policies/EX_002.md nowhere
	lacks "$output" elsewhere
	expect 1 check .
	holds "$output" elsewhere nowhere
	cd ..
	cp policies/EX_002.md policies/EX_004.md
	expect 1 check policies/EX_004.md
	holds "$output" '[ref-filename]' '[duplicate-ref]' 'policies/EX_002.md:2:6: note:'
}

@test 'a file outside policies/ is checked as one more policy' {
	mkdir drafts
	good_policy EX_009 'status: dratf' >drafts/EX_009.md
	expect 1 check drafts/EX_009.md
	holds "$output" drafts/EX_009.md:8:1
	lacks "$output" nowhere
	expect 1 check
	lacks "$output" drafts
}

@test '- is standard input' {
	good_policy EX_009 'keywords: [a' >"$BATS_TEST_TMPDIR/policy"
	expect 1 check - <"$BATS_TEST_TMPDIR/policy"
	holds "$output" '-:8:11: error:' '[yaml]'
	lacks "$output" ref-filename nowhere
	good_policy EX_009 >"$BATS_TEST_TMPDIR/policy"
	expect 0 check - <"$BATS_TEST_TMPDIR/policy"
	# What stands in the suite already may be checked while it is being edited.
	good_policy EX_001 >"$BATS_TEST_TMPDIR/policy"
	expect 0 check - <"$BATS_TEST_TMPDIR/policy"
}

@test 'findings that allow accepts do not count, and are shown with --accepted' {
	local allow='allow: [{check: bad-value, matches: nowhere, reason: The route is to come.}]'
	ratified EX_002 'route: [nowhere]' "$allow" >policies/EX_002.md
	expect 0 check --as-of "$TEST_DATE"
	lacks "$output" bad-value
	holds "$output" '(1 accepted)'
	expect 0 check --as-of "$TEST_DATE" --accepted
	holds "$output" '[bad-value]' 'The route is to come.'
	expect 0 check --as-of "$TEST_DATE" --format=json
	same "$(jq -r 'select(.check == "bad-value").accepted' <<<"$output")" 'The route is to come.'
	ratified EX_002 'route: [nowhere, elsewhere]' "$allow" >policies/EX_002.md
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" '"elsewhere"' '(1 accepted)'
}

@test 'what cannot be read is never accepted' {
	good_policy EX_001 'allow: [{check: syntax, reason: no}, {check: raw-html, reason: no}]' >policies/EX_001.md
	printf '\n---\n\n2. <b>Words</b>\n' >>policies/EX_001.md
	expect 1 check policies/EX_001.md
	holds "$output" '[syntax]' '[raw-html]'
}

@test 'an allow without a reason accepts nothing' {
	good_policy EX_001 'route: [elsewhere]' 'allow: [{check: bad-value}]' >policies/EX_001.md
	expect 1 check policies/EX_001.md
	holds "$output" elsewhere '[missing-field]'
}

@test 'severities of site.yaml' {
	sed -i '/^checks:/a\  missing-last-reviewed: error\n  mixed-date-precision: warning\n  bad-value: "off"' site/site.yaml
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" "error: the policy doesn't say when" 'warning: June 2025 gives' '1 error, 1 warning in 2 policies'
	lacks "$output" bad-value
	sed -i 's/missing-last-reviewed: error/missing-last-reviewd: erorr/' site/site.yaml
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" 'site/site.yaml' missing-last-reviewd 'fix: write missing-last-reviewed'
}

@test 'JSON: an object a line, whatever the input is' {
	printf -- '---\nref: "EX_\\"\\\\<\xf0\x9f\xa9\xba\ttab"\n---\n' >$'policies/a "b" \\ \xc3\xa9.md'
	expect 1 check --format=json --level=info --as-of "$TEST_DATE"
	jq -es 'all(.[]; (.id | test("^[0-9a-f]{16}$")) and (.check | type == "string")
		and (.severity | IN("error", "warning", "info")) and (.message | type == "string")
		and (.notes | type == "array")
		and (keys_unsorted == ["id", "check", "severity", "message", "why", "fix_text", "file", "line", "column", "end_line",
			"end_column", "policy", "notes", "fix", "accepted"]))' <<<"$output"
	same "$(jq -rs 'map(.file) | unique | .[0]' <<<"$output")" $'policies/EX_002.md'
	holds "$(jq -r .file <<<"$output")" $'policies/a "b" \\ \xc3\xa9.md'
}

@test 'the identity of a finding does not hang on its line' {
	expect 1 check --format=json --as-of "$TEST_DATE"
	local before
	before=$(jq -r '.id + .check' <<<"$output")
	sed -i 's/^title:.*/&\nkeywords: [one]\nspecialty: [two]/' policies/EX_002.md
	expect 1 check --format=json --as-of "$TEST_DATE"
	same "$(jq -r '.id + .check' <<<"$output")" "$before"
}

@test 'colours: on a terminal, unless NO_COLOR is set, or as --color says' {
	expect 1 check
	lacks "$output" $'\e'
	expect 1 check --color=always
	holds "$output" $'\e['
	same "$(sed 's/\x1b\[[0-9;]*[mK]//g' <<<"$output")" "$(policyc check || :)"
	NO_COLOR=1 expect 1 check --color=always
	holds "$output" $'\e['
	expect 1 check --format=json --color=always
	lacks "$output" $'\e'
	run on_terminal "$POLICYC check"
	[ "$status" = 1 ]
	holds "$output" $'\e['
	run on_terminal "$POLICYC check --color=never"
	lacks "$output" $'\e'
	NO_COLOR=1 run on_terminal "$POLICYC check"
	lacks "$output" $'\e'
	NO_COLOR= run on_terminal "$POLICYC check"
	holds "$output" $'\e['
}

@test 'the same findings on any number of threads' {
	for ((i = 10; i < 40; i++)); do
		ratified "EX_0$i" 'route: [nowhere]' 'keywords: [a, a]' >"policies/EX_0$i.md"
	done
	expect 1 check -j1 --format=json --level=info --as-of "$TEST_DATE"
	local one=$output
	for threads in 2 3 16; do
		expect 1 check -j "$threads" --format=json --level=info --as-of "$TEST_DATE"
		same "$output" "$one"
	done
}

@test 'check writes nothing' {
	find . -printf '%p %s %T@\n' | sort >"$BATS_TEST_TMPDIR/before"
	expect 1 check --level=info
	find . -printf '%p %s %T@\n' | sort >"$BATS_TEST_TMPDIR/after"
	cmp "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
}

@test 'no policies at all' {
	rm -r policies
	expect 0 check
	holds "$output" 'no findings in 0 policies'
}

@test 'a project of one file too many, and a configuration that is wrong' {
	printf 'title: [a\n' >>site/site.yaml
	expect 1 check
	holds "$output" 'site/site.yaml:' '[yaml]'
	printf '{{' >>templates/profiles/example.yaml
	expect 1 check
	holds "$output" 'templates/profiles/example.yaml:' '[yaml]'
	rm -r templates
	expect 1 check
	holds "$output" 'there is no document profile' '[unknown-profile]'
}
