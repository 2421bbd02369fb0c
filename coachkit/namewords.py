"""Lists of words that names are told by, written for coachkit: words that are also names, short forms, abbreviations."""

NAME_WORDS = frozenset(
    """
ace alma amber angel april arch archer art ash aspen august aurora autumn bailey baker ball bank banks barb barber
barker basil bass bay beach bean beau bell belle berry best bill bird bishop black blaze bliss bloom blossom blue
bob bond bonny booth bow bowler brand brandy brave bridge bright brook brooks brown buck bud bull bullock bunny burn
burns bush butcher butler candy care carol carpenter carter case cash castle chambers chance chapel chapman charity
chase chastity cherry chip christian chuck church clay cliff close cloud coco coin colt constance cook cooper coral
cotton court crane crisp cross crow crystal curry curt daisy dale dark dash dawn day deal dean dee diamond dick
dolly don dot dove downs drake drew duke dusty eagle earl early earnest east eden english ernest eve ever fair faith
fanny farmer favour fawn felicity fern field fields finch fisher fleet flora flower fly foot ford forest foster
fowler fox frank franks free freeman french friend frost fry gale game gardener garland gates gay gene gentle gift
gill gin ginger glass glen glory gold golden good gore grace grand grant grave graves gray green grey grove guest
gus guy hack hale hall ham hammer hand hands hank hardy hare harmony harry hart haste hatch hay hazel head heart
heath heather heaven hero heron hill hills holiday holly holmes honest honey honor honour hood hook hope horn house
hunt hunter iris irish ivory ivy jack jade jasmine jay jean jewel jimmy jolly josh joy judge june justice keen kelly
key keys king kit kite kitty knight lake lamb lance land lane lark last laurel law lea leaf lee leigh liberty light
lily little lock long lord love low luck lucky lust major maker mane marble march marina mark marks marsh martin
mason mat maverick max may mead meadow meadows melody mercy merit merry miles mill miller mills milo mint miracle
misty moody moon moor moss myrtle nail nick nightingale noble noon norm north nova oak ocean olive opal page paige
painter pam pansy paris parish park parks parson partridge pat patience patsy peace peacock pearl peel peg penny
pepper perry pet petal pete peter petty pike pilgrim pine pip pitch plant plum pollard pond pool poor pope poppy
porter post potter pound power powers pratt price pride priest prince princess prior providence prudence queen quick
rain raven ray read red reed reef reeve regent rex rice rich ridge ring rivers rob robin rock rod roman root rosa
rose rosemary rosy rowan ruby rule rush rusty sable saddler saffron sage sailor sally salmon salt sands sandy
saunders savage savvy scarlet school scout self senior serenity sharp shaw shepherd shore short silver singer
skinner skip sky slack small smart smith snow sol song sorrow south spark sparks sparrow speed spencer spring squire
stable star starling steel stella sterling stew stock stone storm stout strand street strong sue sugar summer
summers sunny swan sweet swift tailor tanner tawny teal ted temple tender terry thatcher thorn tiger tiny toby tower
towers town tranter trinity true trust tucker tulip turner tyler underwood vale valentine van verity vet vic victor
vine violet wade walker wall walls ward warden warren waters way weaver wells west wheeler white wild will willow
win winter winters wise wolf wonder wood woods woody worth wren wright yard young zen zest
""".split()
)
"""English words that people also carry as first names or surnames."""

ABBREVIATIONS = frozenset(
    """
ac ad ai am ap ar ba bbc bc bd bo cc cd ce ceo cfo coo cpd cv da db dc dd dj dm dp dr dt ed er et eu ft ga gb gm gp
hc hd hq hr ib icf id ie ii ilm it iv kc kpi la lo lp mc md mo mp ms nb nhs no np oa ok op pa pc pe ph pj pm po pp
pr ps pt qa qc ra rd re rn sa sd sir st ta tb td tv uk un us vc vp vr wc wp
""".split()
)
"""Common abbreviations that are also somebody's initials."""

SHORT_FORMS = tuple(
    frozenset(family.split())
    for family in """
daniel dan danny | william will bill billy liam | robert rob bob bobby robbie | richard rich rick dick richie |
thomas tom tommy | tomasz tomek tom | james jim jimmy jamie | michael mike mick mickey | christopher chris kit |
matthew matt | andrew andy drew | anthony tony | david dave | stephen steve | steven steve | edward ed ted eddie |
oliver ollie olly | alexander alex sandy | alexandra alex sandra | benjamin ben | samuel sam | samantha sam | joseph
joe | joshua josh | jonathan jon | nicholas nick nicky | peter pete | philip phil | phillip phil | patrick pat paddy
| patricia pat trish | charles charlie | charlotte charlie lottie | frederick fred freddie | george georgie |
gregory greg | henry harry hal | kenneth ken | lawrence larry | leonard len | martin marty | raymond ray | ronald
ron | simon si | timothy tim | victoria vicky tori | vincent vince | zachary zac zak | gareth gaz | gary gaz |
elizabeth liz lizzie beth betty | catherine cath kate cathy | katherine kath kate kathy | katharine kate | margaret
maggie meg peggy | susan sue | rebecca becky bex | jennifer jen jenny | jessica jess | deborah deb debbie | rachel
rach | bethan beth | bethany beth | abigail abby | amanda mandy | christine chris | christina chris tina | eleanor
ellie nell | emily em | frances fran | francis frank | gillian gill | helen nell | isabel izzy | jacqueline jackie |
josephine jo | joanna jo | judith judy | kimberley kim | madeleine maddy | natalie nat | natasha tasha | olivia liv
| pamela pam | philippa pip | penelope penny | rosemary rosie | siobhan shiv | stephanie steph | teresa tess |
theresa tess | valerie val | veronica ronnie | mohammed mo | muhammad mo
""".split("|")
)
"""First names that one person goes by."""

MONTHS = frozenset("january february march april may june july august september october november december".split())
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend cllr councillor".split())
