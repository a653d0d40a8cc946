<?php
// The program behind www.foobar.com: it makes a page for every visit, and keeps its memory in MySQL.
// Its settings are in ../settings.json. PHP reads both anew for every visit.

declare(strict_types=1);

mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);

$settings = json_decode(file_get_contents(__DIR__ . '/../settings.json'), true, 8, JSON_THROW_ON_ERROR);

function page(string $title, string $body): string
{
    return <<<PAGE
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>$title</title>
    <link rel="stylesheet" href="/static/style.css">
    <h1>$title</h1>
    $body
    </html>

    PAGE;
}

// Writes, then reads: a page that shows both has been to the database and back.
function countVisit(array $settings): array
{
    $database = mysqli_init();
    $database->options(MYSQLI_OPT_CONNECT_TIMEOUT, 2);
    $database->real_connect(
        $settings['host'],
        $settings['user'],
        $settings['password'],
        $settings['database'],
        $settings['port'],
    );
    $database->set_charset('utf8mb4');
    $database->query('UPDATE visits SET count = count + 1');
    return $database->query(
        'SELECT visits.count, tips.words FROM visits JOIN tips ON tips.id = visits.count % (SELECT COUNT(*) FROM tips)',
    )->fetch_row();
}

function frontPage(array $settings): string
{
    [$count, $words] = countVisit($settings['database']);
    $tip = htmlspecialchars($words);
    return page('Hello World!', <<<BODY
    <p>This is the one server of the Holberton School lab.</p>
    <p>Visit number <b id="visits">$count</b>, counted by the database.</p>
    <p id="tip">$tip</p>
    BODY);
}

function aboutPage(): string
{
    return page('About this site', '<p>A name, a server, Nginx, this program, a database.</p>');
}

function noDatabase(mysqli_sql_exception $error): string
{
    $reason = htmlspecialchars((string) $error->getCode());
    return page('500: no database', "<p>The database could not be reached or refused to answer ($reason).</p>");
}

function uuid(): string
{
    $bytes = random_bytes(16);
    $bytes[6] = chr((ord($bytes[6]) & 0x0f) | 0x40);
    $bytes[8] = chr((ord($bytes[8]) & 0x3f) | 0x80);
    return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
}

function send(int $status, string $type, string $text): void
{
    http_response_code($status);
    header("Content-Type: $type; charset=utf-8");
    header('Content-Length: ' . strlen($text));
    header('Cache-Control: no-store');
    header('X-Powered-By: infra-tutor-lab/1');
    echo $text;
}

$routes = ['/' => frontPage(...), '/about' => aboutPage(...)];
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);

if ($path === '/healthz') { // asks nobody
    send(200, 'text/plain', "ok\n");
} elseif (!isset($routes[$path])) {
    send(404, 'text/plain', "This program has no such page.\n");
} else {
    try {
        $text = $routes[$path]($settings);
        if (!isset($_COOKIE['visitor'])) {
            setcookie('visitor', uuid(), ['path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
        }
        send(200, 'text/html', $text);
    } catch (mysqli_sql_exception $error) {
        error_log("$path " . $error->getMessage());
        send(500, 'text/html', noDatabase($error));
    }
}
