// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

/** Why a helper checks nothing. */
enum HelperRefusal {
    MALFORMED("400 Bad Request", "bad-request"),
    BAD_ADDRESS("400 Bad Request", "bad-address"),
    BAD_PORT("400 Bad Request", "bad-port"),
    /** Another address than the one that asks. */
    OTHER_ADDRESS("403 Forbidden", "other-address"),
    /** Who asks is behind a proxy, whose ports it must not have checked. */
    FORWARDED("403 Forbidden", "forwarded"),
    /** The helper's own host asks. */
    OWN_HOST("403 Forbidden", "own-host"),
    NO_SUCH_PATH("404 Not Found", "not-found"),
    NOT_GET("405 Method Not Allowed", "method"),
    TOO_MANY("429 Too Many Requests", "too-many"),
    TOO_LONG("431 Request Header Fields Too Large", "too-long"),
    BUSY("503 Service Unavailable", "busy");

    private final String status;
    private final String word;

    HelperRefusal(String status, String word) {
        this.status = status;
        this.word = word;
    }

    /** The status of HTTP, with its phrase. */
    String status() {
        return status;
    }

    /** What the answer calls it. */
    String word() {
        return word;
    }
}
