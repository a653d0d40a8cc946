/** Things, qualities and circumstances, by what students call them. */
export const nouns: Readonly<Record<string, string>> = {
  request: `request; http request; http message; query; call; petition; demand; traffic; connection; http; https; question; interaction; visit; visitor; get; post; ask; requisition; solicitation`,
  content: `page; content; static; file; html; css; image; picture; site; website; web site; response; resource; asset; stylesheet; javascript; answer;
    web page; webpage; document; result; media; js; photo; information; data; web content; web resource; material; stuff; video; text; interface`,
  static: `static; css; image; picture; stylesheet; js; javascript; html; photo`,
  code: `code; script; program; logic; business logic; software; php; python; function; functionality; rule; algorithm; backend; back end; operation;
    server side; codebase; task; process; application logic; app logic; computation; calculation; flask; django; feature; application file; programme`,
  logic: `business logic; logic; application logic; dynamic; dynamic content; business rule; server side; app logic; dynamically; backend logic; buisness logic; bussiness logic`,
  dynamic: `dynamic; dynamically; dinamic; dynamique; personalized; personalised; live content; interactive`,
  data: `data; information; info; record; row; table; content; user; article; product; entry; datum; detail; credential; account; everything; file; state; post; password; persistent; them; things; it`,
  machine: `computer; machine; hardware; software; program; system; device; virtual machine; vm; physical; virtual; vps; node; instance; programme; appliance; equipment; cloud; box; pc; host; application; process; piece; unit; compute; workstation`,
  service: `service; resource; functionality; client; network; component; website; site; data; application; request; program; other computer; operating system;
    os; file; stack; page; everything; user; device; software; web page; function; information; visitor; facility; content; task; computer; system; part; need; internet`,
  readable: `readable; human; remember; memorable; memorize; memorise; easy; easily; friendly; alias; nickname; label; identify; identifier; represent; represents; representation; identity; identification; recognize; recognise;
    recognizable; humanly; simple; simpler; simply; user friendly; stand for; easier; convenient; understandable; mnemonic; textual; meaningful; recall;
    in place of; human name; nice; familiar; comfortable; pronounce; readability; simplify; memory; memorization`,
  reach: `reach; access; find; visit; identify; locate; type; get to; navigate; open; enter; go to; search; use; look; know; connect; call; discover; arrive`,
  site: `site; website; web site; page; web page; webpage; service; application; app; system; infrastructure; everything; all; whole; entire; platform; nothing; nobody; no one; user; visitor; customer; client; they; stack; business; completely; web; functionality; shop; server; complete; operation; setup; network; architecture`,
  down: `down; go off; goes off; go down; goes down; going down; went down; get down; get down; take down; taken down; bring down; put down; turn off; stop working; unavailable; inaccessible; offline; unreachable; stop; stopped; fail; off; crash; downtime; unavailability; lose; lost; interrupt; interrupted; interruption; outage; disrupt; disrupted; disruption; out of service; gone; dead; die; dies; break; broken; breaks; affected; affect; collapse; closed; close; error; unresponsive; unusable; fall; suffer; nothing works; halt; cease; unable; away; wait; inoperable; no longer; cut off; breakdown; knees; paralyze; paralyse; unoperational; non functional; useless; out of reach; vanish; dark; bring down; takes down; take down; shut down; no service; no one; nobody; impossible; toast; kill; without service; blocked; freeze; stuck; trouble; loss; inaccessibility; invisible`,
  maintenance: `maintenance; maintain; deploy; deployment; update; upgrade; patch; new code; new version; new release; release; change; fix; repair; roll out; configuration; install; maintaining; deploying; new feature; modification; modify; maintainance; maintenace; backup; improve; upload; push; edit`,
  traffic: `traffic; reader; guest; viewer; customer; query; lots of people; thousand; million; many people; lot of people; visitor; request; user; load; people; client; demand; scale; scaling; scalability; scalable; spike; surge; peak; crowd; grow; growth; popular; visit; connection; workload; audience; hits; heavy; incoming traffic`,
  slow: `slow; slower; go down; goes down; get down; crash; overload; overloaded; overwhelm; overwhelmed; bottleneck; exhaust; run out; timeout; fail; fall; down; unresponsive; saturate; saturated; lag; unavailable; break; die; stop; stops; collapse; congestion; latency; degrade; hang; freeze; slowdown; performance; delay; error; slowly; longer; forever; stuck; weak; kill; drop; suffer; jam; too small; not enough; inaccessible; slowness; longer time; congested; poor; affect; flood; struggle; choke; sluggish; crawl; fill; fill up; pile up; offline; outage; full; exceed; fall over; burden; wait; insufficient; lose; unreachable; denied`,
  limited: `one server; 1 server; 1 machine; one box; single server; one machine; single machine; only one; limited; limit; limits; resource; resources; capacity; cpu; ram; memory; processor; no load balancer; bandwidth; disk; hardware; finite; redundancy; second server; more server; additional server; another server; other server; only server; same server; same machine; storage; no second; nowhere; alone; by itself; multiple server; horizontal; horizontally; vertical; vertically; load balancer; single; share; shared; max; maximum; power; just one; extra server; concurrent; one instance; all component; no backup; distribute; several server; load balancing; clustering; cluster; power`,
  one: `one; single; only; just; sole; unique; alone; 1; no backup; no redundancy; redundancy; redundant; no failover; failover; replica; no replica; no second; no other; nothing replaces; no replacement; backup; dependent; depend; depends; rely; relies; same; alternative; replace`,
  spof: `spof; spofs; single point of failure; single points of failure; sop; point of failure; points of failure; single point failure; single-point-of-failure; single point of failures; spoff; single point of fail; s p o f`,
  downtime: `downtime; down time; down-time; downtimes; unavailability; maintenance`,
  scale: `scale; scaling; scalability; scalable; scaled; upscale; unscalable; growth`,
  record: `record; dns record; type; record type; a record; registry; dns entry; entry`,
  cname: `cname; c name; canonical name; canonical name record; cname record; canonical; c-name; alias record; cnames`,
  http: `http; https; hypertext transfer protocol; hyper text transfer protocol; http protocol; https protocol; http/https; http request; http response; http message; hypertext transfer`,
  tcp: `tcp; tcp ip; tcp/ip; transmission control protocol; tcp-ip; tcpip; tcp protocol; internet protocol suite; port 80; port 443`,
  protocol: `protocol; protocols`,
};

/** Words with no meaning of their own here, which carry a sentence. */
export const small: Readonly<Record<string, string>> = {
  be: `is; are; be; was; were; been; being; am; it's; its; that's; becomes; become; means; mean`,
  may: `can; could; may; might; will; would; should; must; shall; able`,
  no: `no; not; never; without; cannot; neither; nor; none; lack; lacks; lacking; isn't; aren't; doesn't; don't; can't; won't; didn't; wasn't;
    isnt; doesnt; dont; cant; wont; couldn't; shouldn't; wouldn't; hasn't; haven't; nothing; nobody; instead of; rather than; unlike; absence; ain't; missing; hardly; arent; avoid`,
  rel: `which; that; who; where; whose; wherein`,
  and: `and; then; also; &; plus; or; but; as well as; afterwards; finally; while; after; before; so; because; if; when`,
  prep: `on; in; of; for; from; at; inside; behind; with; within; into; to; through; via; by; using; under; over; between; against; about; onto`,
  by: `by; in; inside; into; on; within; from; via; through; with; using; at; to; thanks`,
  it: `it; he; she; this; they; these; here; latter; them`,
  or: `or; either; /; sometimes`,
  time: `if; when; while; because; since; as; so; once; whenever; during; until; unless; therefore; thus; hence; in case; due; otherwise; after; until; then; means; meaning; ->; =; cause; causes; result; lead; leads; make; makes; would; will; ,; :`,
};
