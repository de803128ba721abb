/* All that axe finds on the page as it stands (WCAG 2.2 A and AA), and what of it need not be judged again.

   Given what has been judged, it answers [a line for each rule and place, what was judged now].

   Two rules take longer than the other hundred together, and what they judge repeats from page to page. Colours
   depend on how an element's letters are set and what lies under them: of each such pairing one element is judged.
   Room to press depends, for what is smaller than the rule asks, on what it is, what it stands in and the window: a
   page where all of that has been judged is not measured again. */
async (judged) => {
    const known = new Set(judged), waiting = new Map();
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
        if (width < 2 || height < 2 || !says(one) || !one.checkVisibility() || one.closest("[aria-hidden=true]")) continue;
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one);
        const isOff = Boolean(one.closest(":disabled, [aria-disabled=true]"));
        const pairing = [color, fontSize, fontWeight, textShadow, isOff, under(one)].join("|");
        if (!known.has(pairing) && !waiting.has(pairing)) waiting.set(pairing, one);
    }
    const kind = (one) => `${one.tagName}.${one.className}`;
    const isSmall = ({width, height}) => width && height && (width < 24 || height < 24);
    const pressed = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter((one) => isSmall(one.getBoundingClientRect()))
        .map((one) => [innerWidth, one, one.previousElementSibling, one.parentElement, one.parentElement.parentElement]
            .map((each) => each?.tagName ? kind(each) : each).join("|"))
        .filter((place) => !known.has(place));
    const lines = ({violations}) => violations.flatMap(
        ({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`)
    );
    const rest = await axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        rules: {"color-contrast": {enabled: false}, "target-size": {enabled: pressed.length > 0}},
        resultTypes: ["violations"],
        iframes: false,
    });
    if (!waiting.size) return [lines(rest), pressed];
    const colours = await axe.run({include: [...waiting.values()]}, {
        runOnly: {type: "rule", values: ["color-contrast"]}, iframes: false, elementRef: true,
    });
    // What axe could not tell, as it lay under something, waits for its next page.
    const told = new Set([...colours.passes, ...colours.violations].flatMap(({nodes}) => nodes.map(({element}) => element)));
    const judgedNow = [...waiting].filter(([, one]) => told.has(one)).map(([pairing]) => pairing);
    return [[...lines(rest), ...lines(colours)], [...judgedNow, ...pressed]];
}
