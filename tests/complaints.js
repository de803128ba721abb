/* All that axe finds on the page as it stands (WCAG 2.2 A and AA), and what of it need not be judged again.

   It answers {repeats, judge}: what on this page may have been judged on another, and, given those of it that have
   not been, [a line for each rule and place, what was judged now]. Where none is new nothing is left to judge.

   Two rules take longer than the other hundred together, and what they judge repeats from page to page. Colours
   depend on how an element's letters are set and what lies under them: of each such pairing one element is judged,
   or others like it where axe cannot tell that one's. Room to press depends, for what is smaller than the rule asks,
   on what it is, what it stands in and the window: a page where all of that has been judged is not measured again,
   unless something small stands close to something else outside running text.

   The other hundred judge how a page is built. It is judged whole when it holds, for this width, a single element that
   was on none before: by all that it stands in, its tag, classes and attributes, what they say where that is one word
   of few, whether it shows, speaks, has a label that speaks, scrolls, stands in running text, and which heading comes
   before a heading. So also, always, where elements of the page are at odds with each other: an id borne twice or
   asked for in vain, a cell whose head is not of its table, a key, or a landmark's name, given twice. Not heard is
   what only another mix of sound parts, or another wording, makes unsound: an image that says again what stands
   beside it. */
() => {
    // Two remainders by primes, the same for the same words and for hardly any others.
    const digest = (words) => {
        let one = 0, other = 0;
        for (let at = 0; at < words.length; at += 1) {
            one = (one * 131 + words.charCodeAt(at)) % 4294967291;
            other = (other * 257 + words.charCodeAt(at)) % 4294967279;
        }
        return `${one}.${other}`;
    };
    // Attributes that say one word of few; of the others it only matters whether they say anything.
    const isOfFew = new RegExp("^(role|type|scope|lang|dir|style|tabindex|autocomplete|http-equiv"
        + "|aria-(?!label|desc|controls|owns|details|error|active|value|row|col|pos|setsize).*)$");
    const isOfNoMatter = /^(selected|checked|name|rows|cols|(max|min)length|min|max|step|hx-.*|data-.*)$/;
    const isNothing = ({type}, name) => isOfNoMatter.test(name)
        || name === "value" && !/^(submit|button|reset)$/.test(type);
    const named = "a, button, summary, label, legend, caption, option, th, h1, h2, h3, h4, h5, h6, [role]";
    const words = (one) => (one.innerText ?? one.textContent).trim();
    const hasText = (one) => [...one.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim()
    );
    const scrolls = (one) => (one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth)
        && one.clientHeight > 0 && /auto|scroll/.test(getComputedStyle(one).overflow);
    let heading = "";
    const facts = (one) => {
        const found = [one.tagName, one.getAttribute("class"), hasText(one), one.childElementCount > 0];
        for (const {name, value} of one.attributes) {
            if (name === "class" || isNothing(one, name)) continue;
            found.push(name, isOfFew.test(name) ? value : Boolean(value.trim()));
        }
        const isShown = one.checkVisibility({visibilityProperty: true});
        found.push(isShown, scrolls(one));
        if (one.name === "viewport") found.push(one.content);
        if (one.matches(named)) found.push(Boolean(words(one)));
        if (one.tagName === "A") found.push(hasText(one.parentElement));
        if (one.labels) found.push(...[...one.labels].map((label) => Boolean(words(label))));
        if (/^D[TD]$/.test(one.tagName)) found.push(one.previousElementSibling?.tagName);
        if (one.tagName === "STYLE") found.push(one.textContent);
        if (one.tagName === "TITLE") found.push(Boolean(words(one)));
        if (/^H[1-6]$/.test(one.tagName)) {
            found.push(heading);
            if (isShown) heading = one.tagName;
        }
        return found.join("|");
    };
    const styles = [...document.styleSheets].map(({href}) => href);
    // What a page should have is amiss where it is missing, and what is missing is no element.
    const counted = ["title", "h1", "main", "[role=main]", "html[lang]"].map((one) => document.querySelectorAll(one).length);
    const signs = new Map([[document, digest([innerWidth, ...counted, ...styles].join())]]);
    for (const one of document.querySelectorAll("*")) {
        if (!one.parentElement?.closest("svg")) signs.set(one, digest(`${signs.get(one.parentNode)} ${facts(one)}`));
    }
    const isTwice = (values) => new Set(values).size < values.length;
    const listed = (one, name) => (one.getAttribute(name) ?? "").split(/\s+/).filter(Boolean);
    const all = (selector) => [...document.querySelectorAll(selector)];
    const valuesOf = (name) => all(`[${name}]`).flatMap((one) => listed(one, name));
    const there = (id) => document.getElementById(id);
    const asked = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-errormessage"]
        .flatMap(valuesOf);
    const landmarks = all(
        "nav, main, aside, [role=region], [role=search], section:is([aria-label], [aria-labelledby]), form[aria-label]"
    ).filter((one) => one.checkVisibility()).map((one) => [
        one.tagName, one.getAttribute("role"), one.getAttribute("aria-label"),
        ...listed(one, "aria-labelledby").map((id) => there(id)?.textContent.trim()),
    ].join());
    const hasStrays = all("[headers]").some(
        (cell) => listed(cell, "headers").some((id) => !cell.closest("table")?.contains(there(id)))
    );
    const isAtOdds = hasStrays || isTwice(valuesOf("id")) || asked.some((id) => !there(id))
        || isTwice(valuesOf("accesskey")) || isTwice(landmarks);
    const built = [...new Set(signs.values())];
    if (isAtOdds) built.push("at odds");
    const pairings = new Map();
    const glass = /^rgba\(.*, 0\)$/;
    const says = (one) => one.matches("input:not([type=checkbox], [type=radio]), select, textarea")
        || [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const painted = new Map();
    const under = (one) => {
        if (!one) return "";
        if (!painted.has(one)) {
            const {backgroundColor, backgroundImage, opacity} = getComputedStyle(one);
            const isSolid = opacity === "1" && backgroundImage === "none" && backgroundColor.startsWith("rgb(");
            const own = opacity === "1" && backgroundImage === "none" && glass.test(backgroundColor)
                ? "" : `${backgroundColor} ${backgroundImage} ${opacity}<`;
            painted.set(one, isSolid ? own : own + under(one.parentElement));
        }
        return painted.get(one);
    };
    for (const one of document.body.querySelectorAll("*")) {
        const {width, height, right, bottom} = one.getBoundingClientRect();
        // Before the page's edge lies what shows once it has the focus: axe cannot tell it there.
        if (width < 2 || height < 2 || right <= 0 || bottom + scrollY <= 0 || !says(one)) continue;
        if (one.closest("[aria-hidden=true]")) continue;
        if (!one.checkVisibility({visibilityProperty: true})) continue;
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one);
        const isOff = Boolean(one.closest(":disabled, [aria-disabled=true]"));
        const pairing = [color, fontSize, fontWeight, textShadow, isOff, under(one)].join("|");
        pairings.set(pairing, [...pairings.get(pairing) ?? [], one]);
    }
    const kind = (one) => `${one.tagName}.${one.className}`;
    const isSmall = ({width, height}) => width && height && (width < 24 || height < 24);
    const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .map((one) => ({one, box: one.getBoundingClientRect()})).filter(({box: {width, height}}) => width && height);
    const middle = ({x, y, width, height}) => [x + width / 2, y + height / 2];
    // How far a target is from the middle of another; of two small ones their middles count, as the rule has it.
    const far = ([x, y], {left, right, top, bottom}) => Math.hypot(
        Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)
    );
    const isCrowded = ({one, box}) => targets.some((other) => !one.contains(other.one) && !other.one.contains(one) && (
        far(middle(box), other.box) < 12
        || isSmall(other.box) && Math.hypot(...middle(box).map((at, axis) => at - middle(other.box)[axis])) < 24
    ));
    const isInText = (one) => [...one.parentElement.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim()
    );
    const small = targets.filter(({box}) => isSmall(box))
        .map((target) => ({isAlwaysNew: !isInText(target.one) && isCrowded(target), place: [
            innerWidth, target.one, target.one.previousElementSibling, target.one.parentElement,
            target.one.parentElement.parentElement,
        ].map((each) => each?.tagName ? kind(each) : each).join("|")}));
    const lines = ({violations}) => violations.flatMap(
        ({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`)
    );
    const judge = async (unknown) => {
        const isUnknown = new Set(unknown);
        const waiting = new Map([...pairings].filter(([pairing]) => isUnknown.has(pairing)));
        const pressed = small.filter(({place, isAlwaysNew}) => isAlwaysNew || isUnknown.has(place))
            .map(({place}) => place);
        const isNew = built.some((sign) => isUnknown.has(sign));
        const rest = isNew || pressed.length ? await axe.run({
            runOnly: isNew ? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
                : {type: "rule", values: ["target-size"]},
            rules: isNew ? {"color-contrast": {enabled: false}, "target-size": {enabled: pressed.length > 0}} : {},
            resultTypes: ["violations"],
            iframes: false,
            preload: false,
        }) : {violations: []};
        const sound = [...built.filter((sign) => sign !== "at odds"), ...pressed];
        if (!waiting.size) return [lines(rest), sound];
        const look = (elements) => {
            // What the page has put another in the place of meanwhile is left for the next look.
            const there = elements.filter((one) => one.isConnected);
            return there.length ? axe.run({include: there}, {
                runOnly: {type: "rule", values: ["color-contrast"]}, iframes: false, preload: false, elementRef: true,
            }) : {passes: [], violations: []};
        };
        const told = new Set(), found = lines(rest);
        const hear = (colours) => {
            [...colours.passes, ...colours.violations]
                .forEach(({nodes}) => nodes.forEach(({element}) => told.add(element)));
            found.push(...lines(colours));
        };
        const isTold = (alike) => alike.some((one) => told.has(one));
        // On a picture axe cannot tell, on no page.
        const isDone = ([pairing, alike]) => isTold(alike) || /url\(|gradient\(/.test(pairing);
        hear(await look([...waiting.values()].map(([one]) => one)));
        // What axe could not tell, as it lay under something: others like it on this page, or else on the next.
        const others = [...waiting.values()].filter((alike) => !isTold(alike)).flatMap(([, ...more]) => more.slice(0, 8));
        if (others.length) hear(await look(others));
        return [found, [...[...waiting].filter(isDone).map(([pairing]) => pairing), ...sound]];
    };
    // What is crowded is asked for under a name that nothing sound ever bears.
    const crowded = small.filter(({isAlwaysNew}) => isAlwaysNew).map(({place}) => `crowded ${place}`);
    return {repeats: [...built, ...pairings.keys(), ...small.map(({place}) => place), ...crowded], judge};
}
