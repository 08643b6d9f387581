// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

/** The result codes of PCP that the router sends (RFC 6887, section 7.4). */
enum SentResult {
    SUCCESS(0),
    UNSUPP_VERSION(1),
    NOT_AUTHORIZED(2),
    MALFORMED_REQUEST(3),
    UNSUPP_OPCODE(4),
    UNSUPP_OPTION(5),
    MALFORMED_OPTION(6),
    NETWORK_FAILURE(7),
    NO_RESOURCES(8),
    CANNOT_PROVIDE_EXTERNAL(11),
    ADDRESS_MISMATCH(12);

    private static final int SHORT_LIVED_SECONDS = 30;

    private final int code;

    SentResult(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** For how many seconds a failure is said to last; miniupnpd says 0 for the lasting ones. */
    int errorLifetime() {
        return this == NETWORK_FAILURE || this == NO_RESOURCES ? SHORT_LIVED_SECONDS : 0;
    }
}
