"""Common given names with the gender they are mostly given to, and familiar forms: evidence, never proof."""

from typing import Final

MALE_NAMES: Final = frozenset(
    """
    aaron abdul abel abraham adam adrian ahmed alan albert alec alejandro alex alexander alexei alexey alfred ali
    allan allen alphonse ambrose amir amos anders andre andrei andrew andy angelo angus anthony antoine anton antonio
    archer archibald archie arjun arnold arthur artie augustus aziz barnaby barney bart ben benedict benjamin bernard
    bert bertie bertram bertrand bill billy bob bobby boris brandon brian bruce bruno caleb callum calvin carl carlos
    cecil chad charles charley charlie chris christian christopher clarence claude clifford clive cody colin conrad
    cormac cornelius craig cyril cyrus dafydd dan daniel danny darius dave david dean declan denis dennis derek dick
    diego dieter dmitri dmitry dominic donald douglas duncan dylan ebenezer ed eddie edgar edmund edward edwin eli
    elijah eliot elliot emil enrique eric erik ernest erwin ethan eugene evan ewan ezra felix ferdinand fernando
    filippo finn fitzwilliam floyd francis franco frank franklin fred freddie freddy frederick fritz fyodor gabriel
    gareth gary gavin geoffrey george gerald gerard gilbert gilles gino giovanni giuseppe godfrey gordon graham grant
    greg gregory grigory gunther gus gustav guy hamish hank hans harold harry haruto harvey hassan hector henri henrik
    henry herbert herman hiroshi horace howard hubert hugh hugo humphrey ian igor ioseb isaac ivan ivor jack jackson
    jacob jacques jake jamal james jan jared jason jasper jay jean jeff jeffrey jeremy jerome jerry jesse jim jimmy
    joe joel johann john johnny jonas jonathan jordan jorge jose josef joseph joshua josiah juan jude jules julian
    julius jurgen karl keith ken kenji kenneth kevin khalid kolya kurt kyle lancelot larry lars laurence lawrence lee
    leo leon leonard leonid leopold leroy leslie lester lev lewis liam lionel lloyd logan louis luc lucas ludwig luigi
    luis lukas luke magnus malcolm manuel marco marcus mario mark marmaduke martin marvin mason mateo mathieu matthew
    maurice max maxim maximilian mehmet melvin michael mick miguel mike mikhail miles milo minh misha mohammed morris
    mortimer moses muhammad nathan nathaniel ned neil nelson neville niall nicholas nick nigel nikolai nils noah noel
    norman olaf oliver omar orlando oscar oswald otto owen pablo paddy parker pascal patrick paul pavel pedro percival
    percy perry pete peter phil philip philippe pierre pyotr quentin rafael rahul ralph ramon randolph raoul raphael
    rashid ravi raymond reggie reginald rene reuben rex rhys richard rob robert robin roderick rodney roger roland
    rolf roman ronald ronny rory ross roy rudolf rudolph rufus rupert russell ryan salvador sam samir sammy samson
    samuel sandro sanjay santiago saul scott seamus sean sebastian sergei seth seymour sidney silas simon solomon stan
    stanislav stanley stefan stephan stephen steve steven stewart stuart sven sydney tariq ted teddy terence terrence
    theo theodore thomas tim timothy titus tobias toby tom tommy tony travis trevor tyler ulrich valentine vanya
    vasily vernon victor vikram viktor vincent vladimir walter warren wayne wei wilfred wilfrid wilhelm will william
    willie willy winston wolfgang yuri yusuf yves zachary
    """.split()
)

FEMALE_NAMES: Final = frozenset(
    """
    abigail ada adela adelaide adele adeline adrienne agatha agnes aisha alexandra alice alicia alison alma amanda
    amber amelia amina amy anastasia andrea angela angelica angelina anita ann anna annabel anne annette annie
    antoinette antonia anya aoife aphra ariadne astrid audrey augusta aurelia aurora ava ayse barbara beatrice becky
    belinda bella bernadette bertha bess bessie beth betsy betty beverly birgit blanche brenda brianna bridget
    brigitte bronwyn camilla candace carla carmela carmen carol carolina caroline carys catherine cathy cecilia
    celeste celia charity charlotte cheryl chiara chloe christina christine cissy claire clara clarissa claudia
    clementine colette constance consuelo cora cordelia cornelia crystal cynthia daisy daphne dawn debbie deborah
    deepa deirdre delia delphine diana dinah dolly dolores dora doris dorothea dorothy edith edna effie eileen elaine
    eleanor elena elif eliza elizabeth ella ellen ellie eloise elsa elsie elvira emilia emily emma enid erica
    esmeralda estella estelle esther ethel eugenia eunice eva evangeline eve evelina evelyn faith fanny fatima felicia
    felicity fiona flora florence frances francesca francine freda freya frieda gabriella gabrielle gail genevieve
    georgiana georgina geraldine germaine gertrude gilda gina ginny giulia gladys gloria grace greta gretel gwen
    gwendolen hana hannah harper harriet hattie hazel heather hedwig heidi helen helena helene henrietta hermione
    hester hilary hilda hildegard holly honora hope hortense ida imogen indira ines ingrid irene irina iris isabel
    isabella isla isobel ivy jacqueline jane janet janice jean jeanette jemima jennie jennifer jenny jessica jessie
    jill joan joanna jocelyn josephine joy joyce juanita judith judy julia juliana julie juliet june karen kate
    katerina katharine katherine kathleen kathy katie katya kay kayla kimberly kitty lakshmi lara laura lavinia layla
    leah leila lena leonora letitia lettie lilian lily linda ling lisa liz liza lizzie lizzy lois lola loretta lorna
    lottie louisa louise lucia lucille lucinda lucy lupe lydia lynn mabel madeleine madeline madge maeve magda maggie
    mamie mandy marcella marcia margaret margery margit margot marguerite maria marian mariana marianne marie marilla
    marilyn marina marion marjorie martha mary matilda maud maude maureen mavis maxine may maya meg mei melanie
    melissa mercy meredith mia mildred millicent millie milly mina minnie mira miranda miriam moira molly monica
    muriel myra myrtle nadia nan nancy naomi natalia natalie natasha nell nellie nettie niamh nina noor nora norma
    nour octavia odette olga olive olivia ophelia pamela pansy patience patricia patsy paula paulina pauline pearl
    peggy penelope penny philippa phoebe phyllis pilar pippa polly portia priscilla priya prudence rachel ramona
    rebecca regina rhoda rita roberta robina rosa rosalia rosalie rosalind rosamond rosario rose rosemary rosie rowena
    roxana ruby ruth ruthie sabina sabine sadie sakura sally samantha sana sandra sara sarah selina serena sharon
    sheila shirley sibyl silvia simone siobhan sofia solveig sonia sonya sophia sophie sophy stella stephanie sue
    sunita susan susanna susannah susie suzanne svetlana sybil sylvia tabitha tamara tania tanya tatiana teresa tess
    tessa tessie thea thelma theodora theresa tilly tina trudy una ursula valentina valerie vanessa vera verity
    veronica victoria viola violet violeta virginia vivian wanda wendy wilhelmina winifred xiu yasmin yolanda yuki
    yvette yvonne zara zelda zoe
    """.split()
)

_FAMILIAR: Final = """
    william:will,bill,billy,willie,willy robert:bob,rob,robbie,bobby,bertie thomas:tom,tommy richard:dick,rick,dickie
    james:jim,jimmy,jem,jamie john:jack,johnny,johnnie charles:charlie,charley edward:ned,ted,eddie,teddy,ed
    henry:harry,hal,hank margaret:meg,maggie,peggy,marge,daisy,greta,madge
    elizabeth:lizzy,lizzie,eliza,bess,betty,beth,betsy,liza catherine:kitty,kate,cathy,katy,kathy,katie
    katharine:kate,kitty,katie katherine:kate,kitty,katie,kathy mary:polly,molly,may,minnie ann:nancy,annie,nan
    anne:nancy,annie,nan anna:annie frederick:fred,freddy,freddie alexander:alec,alick,sandy,alex joseph:joe,joey
    samuel:sam,sammy george:georgie daniel:dan,danny michael:mike,micky,mick benjamin:ben,benny frances:fanny,fan
    francis:frank augustus:gus harriet:hattie isabella:belle,bella susan:sue,susy,susie dorothy:dolly,dot,dora
    eleanor:nell,nellie,ellen,nora helen:nell,nelly jane:jenny,jennie arthur:art,artie albert:al,bert,bertie
    anthony:tony lawrence:larry,laurie matthew:matt nicholas:nick nathaniel:nat peter:pete philip:phil stephen:steve
    theodore:ted,teddy,theo walter:walt andrew:andy,drew christopher:kit,chris timothy:tim patrick:pat,paddy
    cecilia:sissy,cissy,celia sophia:sophy josephine:jo amelia:amy,milly virginia:ginny victoria:vicky rebecca:becky
    penelope:penny lucy:lucia evelina:evie evelyn:evie,eve jacob:jake archibald:archie leonard:len,lenny,leo
    abigail:abby alexandra:alex,sandra alfred:alf,alfie,fred bertram:bertie caroline:carrie,caro charlotte:lottie
    christina:tina,chris christine:chris deborah:debbie,deb donald:don edith:edie edmund:ned,ted emily:em,emmy
    ernest:ernie eugene:gene florence:flo,flossie geoffrey:geoff georgina:georgie gerald:gerry gertrude:gertie
    gilbert:gil harold:hal,harry herbert:bert,bertie jacqueline:jackie jeffrey:jeff jessica:jess,jessie
    jonathan:jon,jonny judith:judy kenneth:ken leslie:les lillian:lily louisa:lou,loo madeleine:maddy martin:marty
    matilda:tilly,mattie maximilian:max norman:norm oliver:ollie,noll pamela:pam patricia:pat,patty,trish
    philippa:pip,pippa raymond:ray reginald:reg,reggie ronald:ron,ronnie rosemary:rosie rudolph:rudy
    samantha:sam sarah:sally,sadie sidney:sid simon:si solomon:sol stanley:stan stephanie:steph
    teresa:tess,tessa terence:terry theresa:tess,tessa veronica:ronnie victor:vic vincent:vince wilfred:wilf
    winifred:winnie zachary:zach
    """


def _familiar() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for entry in _FAMILIAR.split():
        full, _, shorts = entry.partition(":")
        for short in shorts.split(","):
            table.setdefault(short, set()).add(full)
    return {short: frozenset(fulls) for short, fulls in table.items()}


FAMILIAR_FORMS: Final = _familiar()
"""'bill' -> the names it may stand for."""


def given_forms(name: str) -> frozenset[str]:
    """Give the name with every full name that it may be short for."""
    return FAMILIAR_FORMS.get(name, frozenset()) | {name}
