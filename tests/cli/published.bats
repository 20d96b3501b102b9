# unversioned-change and change-kind-too-weak: against policies/versions/, and against what site.yaml names as published.

load lib
load site
load versions

setup() {
	make_versions
	nobodys_git
}

published() {
	echo "published: $1" >>site/site.yaml
}

reword() {
	sed -i 's/children under 16 years/children under 15 years/' policies/FEL_101.md
}

unfound() {
	expect 0 check --as-of "$TEST_DATE"
}

found() {
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" 'policies/FEL_101.md:7:10: error: this is not the text that ' '[unversioned-change]'
	same "$(grep -c ' error: ' <<<"$output")" 1
}

@test 'the same version in policies/versions' {
	cp policies/FEL_101.md policies/versions/FEL_101@3.md
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" '[version-order]'
	lacks "$output" '[unversioned-change]'
	reword
	found
	holds "$output" 'that policies/versions has as version 3' 'FEL_101@3.md:7:10: note: version 3 as it was' \
		'note: the first change in the text'
	# A draft may change as it likes.
	sed -i 's/^status: ratified/status: draft/; /^date_ratified/d; /^date_published/d' policies/FEL_101.md
	expect 1 check --as-of "$TEST_DATE"
	lacks "$output" '[unversioned-change]'
}

@test 'a published site: what was never published, and what no version is about, makes no difference' {
	build -o "$BATS_TEST_TMPDIR/live"
	published "$BATS_TEST_TMPDIR/live"
	unfound
	sed -i 's/^keywords:/allow: []\nx_note: 1\nkeywords:\n  - more/; s/^summary: .*/summary: Other words./' policies/FEL_101.md
	unfound
	reword
	found
	holds "$output" '/live" (published in site.yaml) has as version 3'
	# The next version may differ.
	sed -i 's/^version: "3"/version: "3.1"/; s/  - version: "3"/  - {version: "3.1", date: 2026-06, changes: One, kind: criteria}\n&/' \
		policies/FEL_101.md
	expect 1 check --as-of "$TEST_DATE"
	lacks "$output" '[unversioned-change]'
}

@test 'a policy.json, and a path from the project folder' {
	build -o "$BATS_TEST_TMPDIR/live"
	cp "$BATS_TEST_TMPDIR/live/policies/fel-101/policy.json" site/live.json
	published site/live.json
	unfound
	reword
	found
}

@test 'the data of a whole site' {
	build -o "$BATS_TEST_TMPDIR/live"
	published "$BATS_TEST_TMPDIR/live/data/policies.ndjson"
	unfound
	reword
	found
	sed -i '$d' site/site.yaml
	published "$BATS_TEST_TMPDIR/live/data/policies.json"
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" 'lists policies without their words' 'policies.ndjson'
}

@test 'a git revision' {
	git init -q .
	git add -A
	git commit -qm one
	git tag live
	published live
	unfound
	reword
	found
	holds "$output" '"live" (published in site.yaml)'
	git commit -qam two
	found
	sed -i '$d' site/site.yaml
	published HEAD
	unfound
}

@test 'never the folder that build writes to, and nothing that is not there' {
	build
	published public
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" 'site/site.yaml:' 'write {site: previous} to compare with the site that a build replaces' '[bad-value]'
	sed -i '$d' site/site.yaml
	published nowhere
	expect 1 check --as-of "$TEST_DATE"
	holds "$output" 'nothing can be compared with what is published: ' '"nowhere"'
	expect 1 build -o elsewhere --as-of "$TEST_DATE"
	sed -i '$d' site/site.yaml
	mkdir elsewhere
	published elsewhere
	expect 1 build -o elsewhere --as-of "$TEST_DATE"
	holds "$output" 'write {site: previous} to compare with the site that a build replaces'
}
