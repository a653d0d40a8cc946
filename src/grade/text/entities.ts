/** The parts of the design and the people in front of it, by what students call them. Longer phrases win over shorter ones. */
export const entities: Readonly<Record<string, string>> = {
  WEB: `web server; webserver; web-server; nginx; nginix; ngnix; nginex; engine x; http server; apache; apache2; httpd; reverse proxy;
    nginx web server; nginx server; web server nginx; nginx webserver; webserver nginx; lighttpd; caddy`,
  APP: `application server; app server; appserver; applicationserver; app layer; application layer server; gunicorn; uwsgi;
    php-fpm; php fpm; tomcat; app-server; backend server; back end server; server application; server of application;
    server of the application; server for the application; application tier; puma; unicorn; aplication server`,
  DB: `database; data base; base of data; base de données; base de donnees; db; mysql; my sql; mariadb; database server; mysql database; mysql server; mysql db; dbms; rdbms; db server;
    database management system; database mysql; mysql database server; mysql database management system; postgresql; postgres;
    mongodb; sql server; relational database; data store`,
  SERVER: `server; machine; virtual machine; vm; vps; physical server; virtual server; physical machine; host machine; box;
    sever; instance; dedicated server; linux server; ubuntu server; one server; host computer`,
  DOMAIN: `domain name; domain; domain names; hostname; host name; url; website name; site name; web address; domaine name`,
  NAME: `foobar.com; foobar.con; foobar; root domain; apex; apex domain; main domain; bare domain`,
  WWWNAME: `www.foobar.com; www.foobar.con`,
  WWW: `www; www record; www subdomain; subdomain www; www prefix; record www; subdomain`,
  DNS: `dns; dns server; domain name system; dns resolver; dns service; name server; nameserver; resolver; dns system;
    domain name server; domain name service; dns lookup; dns resolution; dns query; dns servers`,
  USER: `user; client; visitor; browser; web browser; customer; end user; user's computer; user computer; client computer;
    computer of the user; computer of user; computer of the client; people; person; human; someone; somebody; client machine;
    user's browser; users browser; client's computer; user agent; navigator; user device; user's device; client browser; student;
    computer of the visitor; visitor's computer; user's machine; user machine; client device; everyone; consumer; requester; client side`,
  CODE: `codebase; code base; code source; application file; app file; application code; app code; app's code; website code; website's code;
    site's code; site code; application's code; source code; source file; project file; program file; application's file; file of the application;
    code of the application; code of the website; code of the site; code of the app; code of our application; code of my application;
    code file; application source; program code; codes base; server side code; server-side code; backend code; back end code;
    file of the app; application script; website file; project code; code repository; set of application file; files of the website;
    file of the site; files of the project; code of our project; source code of our project; app source; application codebase`,
  LB: `load balancer; loadbalancer; load-balancer; haproxy; load balancing; loadbalancing`,
  IPADDR: `ip; ips; ip address; ip adress; 8.8.8.8; ipv4; ipv4 address; server ip; ip number; server's ip; numeric address; numerical address;
    public ip; ipv4 ip`,
};

/** What an ending of a role can be read from: these can do something. */
export const actors: ReadonlySet<string> = new Set([
  'WEB',
  'APP',
  'DB',
  'SERVER',
  'DOMAIN',
  'NAME',
  'WWWNAME',
  'WWW',
  'DNS',
  'USER',
  'CODE',
  'LB',
]);
