# Versions of a policy: which is published, between which dates each applied, and what is said of it.

load lib
load site
load versions

setup() {
	make_versions
}

# on DATE: builds the site as on that day.
on() {
	expect 0 build -q --as-of "$1"
	same "$complaint" ''
}

# shows SLUG VERSION STATUS: what policies/<slug>/ says, and that the version's own address says the same.
shows() {
	same "$(jq -r '"\(.version) \(.status)"' "public/policies/$1/policy.json")" "$2 $3"
	same "$(jq 'del(.["$schema"])' "public/policies/$1/policy.json")" \
		"$(jq 'del(.["$schema"])' "public/policies/$1/versions/$2/policy.json")"
}

# lists SLUG VERSION…: the versions that have a folder.
lists() {
	local slug=$1
	shift
	same "$(find "public/policies/$slug/versions" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | LC_ALL=C sort)" \
		"$(printf '%s\n' "$@")"
}

@test 'which version is published on a day' {
	on 2019-04-30
	shows fel-101 1 ratified
	on 2020-11-15
	shows fel-101 1 ratified
	on 2020-11-16
	shows fel-101 1.1 ratified
	on 2022-04-30
	shows fel-101 1.1 ratified
	on 2022-05-01
	shows fel-101 2 ratified
	on 2024-05-03
	shows fel-101 2.1 ratified
	shows fel-102 1 withdrawn
	on 2026-05-31
	shows fel-101 2.1 ratified
	on "$TEST_DATE"
	shows fel-101 3 ratified
	lists fel-101 1 1.1 2 2.1 3
}

@test 'a site as on an earlier day is built though a version was ratified since; the check of that day says so' {
	expect 0 build -q --as-of 2024-05-03
	expect 1 check --as-of 2024-05-03 policies/FEL_101.md
	holds "$output" 'status-date-mismatch'
	# Without a day that was asked for, such a date is an error wherever it comes from.
	SOURCE_DATE_EPOCH=1714737600 expect 1 build -q
}

@test 'before the first version applies the address says so, and its versions are upcoming' {
	on 2019-03-31
	holds "$(words_of public/policies/fel-101/index.html)" 'This policy does not apply yet.' \
		'Version 1 applies from April 2019.'
	holds "$(words_of public/policies/fel-101/versions/1/index.html)" 'Version 1 applies from April 2019.'
	holds "$(words_of public/policies/fel-101/versions/index.html)" 'Version 1 upcoming'
}

@test 'a version to come is published, and the one in force until then is told so' {
	on "$TEST_DATE"
	shows fel-103 1 ratified
	lists fel-103 1 2
	holds "$(words_of public/policies/fel-103/index.html)" 'This policy will change. Version 2 applies from 1 January 2027.'
	holds "$(words_of public/policies/fel-103/versions/2/index.html)" 'Until then, version 1 applies.'
	same "$(jq -r .effective.to public/policies/fel-103/policy.json)" 2026-12-31
	on 2027-01-01
	shows fel-103 2 ratified
}

@test 'drafts, consultations and what is not to be known yet are nowhere' {
	on "$TEST_DATE"
	whole public
	lists fel-104 1
	lists fel-105 1
	[ ! -e public/policies/fel-106 ]
	same "$(jq -r .effective.to public/policies/fel-105/policy.json)" null
	for words in 'a pain clinic has seen' 'nor is its removal' 'Traction of the spine' FEL_106 'To be ratified'; do
		if grep -rlF -- "$words" public; then
			echo "“$words” is published"
			return 1
		fi
	done
	# On its day it is there.
	on 2026-12-15
	shows fel-105 1.1 ratified
	lists fel-105 1 1.1
	same "$(jq -r .effective.to public/policies/fel-105/versions/1/policy.json)" 2026-12-14
}

@test 'drafts are there with --drafts, marked and kept from search engines' {
	expect 0 build -q --as-of "$TEST_DATE" --drafts
	shows fel-104 1 ratified
	lists fel-104 1 2
	for page in fel-104/versions/2 fel-106; do
		grep -q '<meta name="robots" content="noindex">' "public/policies/$page/index.html"
		holds "$(words_of "public/policies/$page/index.html")" 'It has not been ratified and does not apply to anyone.'
	done
	holds "$(words_of public/policies/fel-104/versions/index.html)" 'Not decided – Version 2 draft'
}

@test 'a withdrawn policy is shown with the news, and its replacement' {
	on 2025-03-31
	shows fel-102 1 withdrawn
	lacks "$(words_of public/policies/fel-102/index.html)" 'This policy was withdrawn'
	on 2025-04-01
	holds "$(words_of public/policies/fel-102/index.html)" 'This policy was withdrawn on 1 April 2025.' \
		'It was replaced by FEL_101'
	holds "$(words_of public/policies/fel-102/versions/index.html)" 'This policy was withdrawn on 1 April 2025.' \
		'31 March 2025'
}

@test 'the older versions of a withdrawn policy say that it was withdrawn since' {
	sed -e '/^withdrawn:/d' -e '/^status:/s/withdrawn/ratified/' -e 's/version: "1"/version: "0.9"/' \
		-e 's/2020/2019/' policies/FEL_102.md >policies/versions/FEL_102@0.9.md
	on 2025-04-01
	holds "$(words_of public/policies/fel-102/versions/0.9/index.html)" \
		'The policy was withdrawn on 1 April 2025 and no longer applies. It was replaced by FEL_101.'
	grep -q 'policy was <a href="../../">withdrawn' public/policies/fel-102/versions/0.9/index.html
	grep -q 'replaced by <a href="../../../../policies/fel-101/">FEL_101' public/policies/fel-102/versions/0.9/index.html
	lacks "$(words_of public/policies/fel-101/versions/2/index.html)" 'was withdrawn'
}

@test 'an older version says when it applied, and search engines leave it alone' {
	on "$TEST_DATE"
	holds "$(words_of public/policies/fel-101/versions/2/index.html)" \
		'Version 2 applied from 1 May 2022 to August 2023. Read the current version.'
	grep -q 'href="../../">Read the current version' public/policies/fel-101/versions/2/index.html
	grep -q '<meta name="robots" content="noindex">' public/policies/fel-101/versions/2/index.html
	! grep -q 'rel="canonical"' public/policies/fel-101/versions/2/index.html
	for page in index versions/index versions/3/index; do
		! grep -q 'name="robots"' "public/policies/fel-101/$page.html"
	done
	for page in index versions/3/index; do
		grep -qF '<link rel="canonical" href="https://policies.fellside.example/policies/fel-101/">' \
			"public/policies/fel-101/$page.html"
	done
}

@test 'the page of versions says which text applied on 3 May 2024, and what the record leaves open' {
	on "$TEST_DATE"
	grep -q '<a href="versions/">Which version was in force when</a>' public/policies/fel-101/index.html
	grep -q '<a href="../">Which version was in force when</a>' public/policies/fel-101/versions/1/index.html
	holds "$(words_of public/policies/fel-101/versions/index.html)" \
		'1 June 2026 No end is set Version 3 in force' \
		'September 2023 the record gives only the month; counted from 1 September 2023 the date of publication 31 May 2026 Version 2.1 superseded' \
		'1 May 2022 August 2023 the record gives only the month; counted to 31 August 2023 Version 2 superseded' \
		'16 November 2020 the date of publication 30 April 2022 Version 1.1 superseded' \
		'April 2019 the record gives only the month; counted from 1 April 2019 the date of publication 15 November 2020 Version 1 superseded' \
		'For referrers: Have the patient wear a splint at night for eight weeks before you refer'
	same "$(jq -c .effective public/policies/fel-101/versions/2/policy.json)" \
		'{"from":"2022-05-01","to":"2023-08-31","to_precision":"month","precision":"day","basis":"stated"}'
	same "$(jq -c .effective public/policies/fel-101/versions/1/policy.json)" \
		'{"from":"2019-04-01","to":"2020-11-15","to_precision":"day","precision":"month","basis":"published"}'
}

@test 'days on which no version applied are told' {
	sed -i 's/^effective_from: 2022-05-01$/&\neffective_to: 2023-06-30/' policies/versions/FEL_101@2.md
	on 2023-07-15
	holds "$(words_of public/policies/fel-101/versions/index.html)" '1 July 2023 31 August 2023 No version applied'
	holds "$(words_of public/policies/fel-101/index.html)" 'No version of this policy applies since 1 July 2023.'
}
