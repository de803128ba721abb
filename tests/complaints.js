/* All that axe finds on the page as it stands (WCAG 2.2 A and AA), and what of it need not be judged again.

   It answers {repeats, judge}: what on this page may have been judged on another, and, given those of it that have
   not been, [a line for each rule and place, what was judged now].

   Two rules take longer than the other hundred together, and what they judge repeats from page to page. Colours
   depend on how an element's letters are set and what lies under them: of each such pairing one element is judged,
   or others like it where axe cannot tell that one's. Room to press depends, for what is smaller than the rule asks,
   on what it is, what it stands in and the window: a page where all of that has been judged is not measured again,
   unless something small stands close to something else outside running text. */
() => {
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
        const {width, height} = one.getBoundingClientRect();
        if (width < 2 || height < 2 || !says(one) || one.closest("[aria-hidden=true]")) continue;
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
        const rest = await axe.run({
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            rules: {"color-contrast": {enabled: false}, "target-size": {enabled: pressed.length > 0}},
            resultTypes: ["violations"],
            iframes: false,
            preload: false,
        });
        if (!waiting.size) return [lines(rest), pressed];
        const look = (elements) => axe.run({include: elements}, {
            runOnly: {type: "rule", values: ["color-contrast"]}, iframes: false, preload: false, elementRef: true,
        });
        const told = new Set(), found = lines(rest);
        const hear = (colours) => {
            [...colours.passes, ...colours.violations]
                .forEach(({nodes}) => nodes.forEach(({element}) => told.add(element)));
            found.push(...lines(colours));
        };
        const isTold = (alike) => alike.some((one) => told.has(one));
        hear(await look([...waiting.values()].map(([one]) => one)));
        // What axe could not tell, as it lay under something: others like it on this page, or else on the next.
        const others = [...waiting.values()].filter((alike) => !isTold(alike)).flatMap(([, ...more]) => more.slice(0, 8));
        if (others.length) hear(await look(others));
        return [found, [...[...waiting].filter(([, alike]) => isTold(alike)).map(([pairing]) => pairing), ...pressed]];
    };
    return {repeats: [...pairings.keys(), ...small.map(({place}) => place)], judge};
}
