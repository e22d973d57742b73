<?php

declare(strict_types=1);

namespace NAMESPACE;

require 'loads.php';

$events = [];
foreach (array_filter(get_declared_classes(), fn (string $class) => is_subclass_of($class, UNION::class)) as $class) {
    if (defined("$class::TAG")) {
        $events[$class::TAG] = $class;
    }
}

// Answers each line of demands with what the package makes of it.
while (($line = fgets(STDIN)) !== false) {
    $demand = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    if (isset($demand['schema'])) {
        echo json_encode(['encoded' => UNION::schema($demand['schema'])], JSON_THROW_ON_ERROR), "\n";
        continue;
    }
    $class = $demand['event'] === null ? UNION::class : $events[$demand['event']];
    try {
        $answer = ['encoded' => $class::decode(base64_decode($demand['payload'], true))->encode()];
    } catch (InvalidEventException $error) {
        $answer = ['refused' => $error->getMessage()];
    }
    echo json_encode($answer, JSON_THROW_ON_ERROR), "\n";
}
