<?php

declare(strict_types=1);

// A notice is an error.
set_error_handler(function (int $level, string $message, string $file, int $line): never {
    throw new ErrorException($message, 0, $level, $file, $line);
});

require 'vendor/autoload.php';

foreach (glob(__DIR__ . '/../package/src/*.php') ?: [] as $file) {
    require_once realpath($file);
}
