/** What is done, by what students call it. One word may be several things. */
export const verbs: Readonly<Record<string, string>> = {
  receive: `receive; greet; welcome; accept; get; got; take; handle; listen; process; pick up; manage; intercept; wait; capture; treat; deal with;
    respond; reply; answer; fulfil; fulfill; satisfy; analyse; analyze; interpret; parse; catch; collect; serve; attend; execute`,
  give: `serve; deliver; return; send; give; display; provide; respond; reply; answer; show; present; transfer; transmit; render;
    hand; supply; deploy; distribute; offer; forward; bring; output; publish; gave; sent; fetch; feed; dispense; expose; host; communicate; hand out`,
  pass: `pass; forward; proxy; hand over; hand off; route; redirect; delegate; relay; direct; transfer; dispatch; send; hand; transmit;
    communicate; proxies; channel; turn to; tunnel; give`,
  run: `run; execute; interpret; ran; compute; process; perform; implement; handle; apply; evaluate; carry out; operate; executes; manage;
    contain; hold; host; work with; deal with; take care; house; provide; power; do; treat; drive; execution; load; facilitate; enable`,
  make: `make; generate; create; produce; build; render; construct; compute; prepare; compile; assemble; calculate; made; built;
    generation; serve; deliver; return; provide; give; handle; process; manage; form; compose; support; respond`,
  store: `store; guard; safeguard; look after; save; keep; persist; hold; manage; organize; retrieve; maintain; collect; house; contain; record; archive; kept; held; stored;
    preserve; structure; warehouse; remember; storage; storing; repository; register; update; fetch; memorize; conserve; stock`,
  serve: `serve; stock; provide; offer; respond; host; deliver; supply; answer; reply; run; give; share; handle; store; process; manage;
    help; send; receive; accept; contain; listen; house; hold; return; fulfil; fulfill; hosts; wait; work; allow; function; install; live; installed`,
  talk: `communicate; communication; talk; exchange; speak; connect; connection; transmit; transport; transfer; interact; carried; carry;
    converse; discuss; contact; exchanged; deliver; send; respond; reply; travel; transit; pass; reach; interaction; dialogue; conversation`,
  point: `point; map; resolve; lead; bind; bound; tie; stand for; belong; refer; direct; associate; link; translate; go; redirect; assign;
    convert; represent; correspond; behind; equal; match; connect; configure; set; attach; return; give; find; get; found; contain; hold;
    reply; receive; know; own; live; sit; identify; turn; hide; alias; forward; attribute; change; exist; obtain; fetch; answer; has; have; identical; relate; say; tell; gave; goes`,
  translate: `translate; resolve; convert; map; transform; change; turn; translation; resolution; conversion; associate; match; lookup; look up`,
  type: `type; open; enter; want; visit; access; request; write; search; browse; navigate; go; look; ask; try; need; wish; put; reach;
    view; see; click; insert; key; wrote; load; hit; input; connect; query; send; make; attempt; arrive; come; start; initiate; launch`,
  restart: `restart; reboot; reload; stop; shut down; shutdown; turn off; switch off; take down; bring down; put down; power off; pause;
    suspend; interrupt; bounce; turned off; switched off; shut; put off; closed; close; kill; disconnect; disable; relaunch`,
  act: `act; play; behave; sit; stand`,
  fail: `fail; breakdown; crash; spoil; spoilt; break; die; go down; goes down; going down; went down; stop; go off; failure; outage; burn; fault; broken; down; malfunction; collapse; dead;
    go offline; out of service; unavailable; fall; problem; lost; corrupt; overheat; goes; hack; compromised; attack; damage; faulty; offline;
    dies; stops; gone; shut down; get down; gets down; stop working; goes wrong; missing; disappear; error`,
};
