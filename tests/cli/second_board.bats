# Another organisation from configuration alone: tests/projects/second-board, with this project's templates unchanged.

load lib

setup() {
	project=$BATS_TEST_TMPDIR/project
	[ -e "$BATS_TEST_DIRNAME/../../build/assets/site.css" ] || {
		echo 'build/assets/site.css is not there: `make style` builds it'
		return 1
	}
	"$BATS_TEST_DIRNAME/../tools/project" second-board "$project"
	cd "$project"
	expect 0 build -q --level=error --as-of "$TEST_DATE"
}

@test 'nothing of the first organisation is in any byte of it' {
	! grep -rilE 'cheshire|mersey|cmicb|\bQYG\b' public
}

@test 'its name, colours, logo, menu and foot on every page' {
	local page count=0
	while read -r page; do
		html=$(<"$page")
		# A page that only leads on has nobody's name.
		[[ $html != *'http-equiv="refresh"'* ]] || continue
		holds "$html" 'What we fund in Harrowmere' 'assets/harrow%20%26%20mere.svg" alt="Harrowmere ICB"' \
			'Decisions of the board, published as they were made.' 'https://www.harrowmere.example/board' \
			'who-we-are/">Who we are</a>' 'Published by Harrowmere and Westwold Integrated Care Board'
		count=$((count + 1))
	done < <(find public -name '*.html')
	[ "$count" -gt 8 ]
	holds "$(<public/assets/colours.css)" '#5c1f5c' '#fff8e7'
	[ -s 'public/assets/harrow & mere.svg' ]
}

@test 'its categories, routes, places and documents on a policy' {
	html=$(<public/policies/hwp-10-01/index.html)
	holds "$html" '<span class="nhsuk-caption-l policy-heading__ref">HWP-10-01' 'nhsuk-tag--yellow">Funded for some people' \
		'Amber list: funded under conditions' 'Funding panel: The panel decides within ten working days' \
		'Tick-box form: The referrer confirms' 'Harrowmere and Isle of Sarn' 'People aged 18 years and over' \
		'assets/tick-box.txt">Tick-box form for hearing aids</a>' 'Decides on referrals received from 10 February 2026 on.' \
		'mailto:formats@harrowmere.example' '01632 960002' 'within 7 working days' 'February 2028' \
		'Grommets for children</a> (HWP-20-07)' 'NICE NG98' \
		'<link rel="canonical" href="https://funding.harrowmere.example/policies/hwp-10-01/">'
	holds "$(<public/policies/hwp-20-07/index.html)" 'Policies that refer here' 'Hearing aids for one ear</a> (HWP-10-01)' \
		'nhsuk-tag--blue">Always funded'
	lacks "$(<public/policies/hwp-20-07/index.html)" 'How to ask for it' 'not routinely funded'
}

@test 'a withdrawn policy says so, and leads to the one in its place' {
	holds "$(<public/policies/hwp-30-11/index.html)" 'This policy was withdrawn on 30 June 2026.' 'It no longer applies.' \
		'Hearing aids do the same.' 'It was replaced by <a href="../../policies/hwp-10-01/">HWP-10-01</a>'
}

@test 'its data and its old addresses' {
	same "$(jq -r '.publisher.ods, .licence, .category.id' public/policies/hwp-10-01/policy.json)" \
		$'ZZ9\nOpen Government Licence v3.0\namber'
	grep -qx '/old-site/hearing.pdf /policies/hwp-10-01/ 301' public/_redirects
	grep -qx '/policies/ww-7/ /policies/hwp-10-01/ 301' public/_redirects
	grep -q '<loc>https://funding.harrowmere.example/who-we-are/</loc>' public/sitemap.xml
}
