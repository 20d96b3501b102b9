# policyc changes: the bulletin, and what the site says of the same.

load lib
load site
load versions

setup() {
	make_versions
	nobodys_git
}

changes() {
	expect "$1" changes "${@:2}" --as-of "$TEST_DATE"
}

@test 'by specialty, newest first, with what to do differently' {
	changes 0 --since 2026-05
	same "$output" 'What changed since May 2026, as at 21 November 2026

Hand surgery
============

FEL_101 Surgery for carpal tunnel syndrome: version 3 in place of 2.1, from 1
June 2026 [criteria]
    What to do differently: Refer at once where there is wasting of the thumb'"'"'s
    muscles; no splint and no injection is needed first.
    - Severe symptoms are enough by themselves.
    - The core criteria are those of 2024.
    - The policy has a new name.
    https://policies.fellside.example/policies/fel-101/versions/3/

Spinal surgery
==============

FEL_103 Injections into the joints of the spine: version 2 in place of 1, from 1
January 2027 [evidence]
    - What exercise does is said.
    https://policies.fellside.example/policies/fel-103/versions/2/'
}

@test 'dates: a day, a month, what was told before and applies since, what may not be known yet' {
	changes 0 --since 2026-05-19
	holds "$output" 'FEL_103' 'version 3 in place of 2.1'
	changes 0 --since 2026-06-02
	lacks "$output" FEL_101
	changes 0 --since 2026-11-21
	same "$output" 'What changed since 21 November 2026, as at 21 November 2026

Spinal surgery
==============

FEL_103 Injections into the joints of the spine: version 2 in place of 1, from 1
January 2027 [evidence]
    - What exercise does is said.
    https://policies.fellside.example/policies/fel-103/versions/2/'
	changes 0 --since 2027-02
	holds "$output" 'Nothing has changed.'
	changes 0 --since 2001-01 --format=json
	lacks "$output" FEL_106 '"1.1",
      "previous_version": "1",
      "effective": {
        "from": "2026' 'To be ratified'
	same "$(jq -r '.changes | length' <<<"$output")" 11
	same "$(jq -r '.changes[] | select(.type == "withdrawn") | "\(.ref) \(.date) \(.replaced_by) \(.changes[0])"' <<<"$output")" \
		'FEL_102 2025-04-01 FEL_101 Supports are part of the therapy service now.'
	expect 0 changes --since 2026-12-01 --as-of 2026-12-20
	holds "$output" 'FEL_105 Replacement of a disc: version 1.1 in place of 1' 'Do not refer for the removal'
}

@test 'since a revision' {
	mv policies/FEL_101.md later.md
	mv policies/versions/FEL_101@2.1.md policies/FEL_101.md
	git init -q .
	git add -A
	git commit -qm one
	git tag told
	mv policies/FEL_101.md policies/versions/FEL_101@2.1.md
	mv later.md policies/FEL_101.md
	changes 0 --since told
	holds "$output" 'What changed since the revision told, as at 21 November 2026' \
		'FEL_101 Surgery for carpal tunnel syndrome: version 3 in place of 2.1'
	lacks "$output" FEL_103 FEL_102 'version 2.1 in place'
	git add -A
	git commit -qm two
	changes 0 --since HEAD
	holds "$output" 'Nothing has changed.'
}

@test 'HTML to send, and JSON' {
	changes 0 --since 2026-05 --format=html
	xmllint --html --noout - <<<"$output" 2>&1
	holds "$output" '<h2>Hand surgery</h2>' '<strong>What to do differently:</strong>' \
		'<a href="https://policies.fellside.example/policies/fel-101/versions/3/">Surgery for carpal tunnel syndrome</a>'
	lacks "$output" '<script' '<link' '<img' 'style='
	changes 0 --since 2026-05 --format=json
	same "$(jq -c '[.as_of, .since, (.changes | map(.ref))]' <<<"$output")" '["2026-11-21","2026-05",["FEL_103","FEL_101"]]'
}

@test 'the site: a page, a feed and data, of the same changes' {
	build
	changes 0 --since 2001-01 --format=json
	same "$(jq -c .changes public/data/changes.json)" "$(jq -c .changes <<<"$output")"
	same "$(jq -c '[.as_of, .since]' public/data/changes.json)" '[null,null]'
	holds "$(words_of public/changes/index.html)" 'as at 21 November 2026' \
		'FEL_101: version 3 in place of 2.1, from 1 June 2026 (announced 18 May 2026). Kind of change: criteria'
	feed=public/changes/feed.atom
	xmllint --noout $feed
	count() {
		xmllint --xpath "count(//*[local-name() = '$1' and namespace-uri() = 'http://www.w3.org/2005/Atom'])" $feed
	}
	same "$(count feed) $(count entry) $(count author)" '1 11 1'
	# RFC 4287, 4.1: an id, a title and a time of change in the feed and in each entry; all ids differ.
	same "$(count id) $(count title) $(count updated)" '12 12 12'
	same "$(xmllint --xpath '//*[local-name() = "id"]/text()' $feed | sort -u | wc -l)" 12
	! xmllint --xpath '//*[local-name() = "updated"]/text()' $feed | grep -vE '^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$'
	grep -q '<id>https://policies.fellside.example/policies/fel-101/versions/3/#published</id>' $feed
	grep -q 'rel="self" href="https://policies.fellside.example/changes/feed.atom"' $feed
}

@test 'without an address of its own the feed has URNs' {
	sed -i '/^base_url:/d' site/site.yaml
	build
	feed=public/changes/feed.atom
	xmllint --noout $feed
	ids=$(sed -n 's/.*<id>\(.*\)<\/id>/\1/p' $feed)
	same "$(grep -cE '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$' <<<"$ids")" 12
	same "$(sort -u <<<"$ids" | wc -l)" 12
	lacks "$(cat $feed)" 'rel="self"'
	grep -q 'href="../policies/fel-101/versions/3/"' $feed
	cp $feed "$BATS_TEST_TMPDIR/feed"
	expect 0 build -q --as-of 2026-11-22
	cmp $feed "$BATS_TEST_TMPDIR/feed"
}

@test 'what is no day and no revision' {
	changes 2
	holds "$complaint" 'needs --since'
	changes 2 --since yesterday
	holds "$complaint" '--since takes a date such as 2026-05' 'is in no git repository'
	git init -q .
	changes 2 --since yesterday
	holds "$complaint" 'no commit, tag or branch has that name'
	changes 2 --since 2026-13
	changes 2 --since policies/FEL_101.md
	holds "$complaint" 'no revision or project folder'
	changes 2 --since 2026-05 more
	changes 2 --since 2026-05 --format=sarif
}
