// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.nio.ByteBuffer;

/** The options of a MAP request (RFC 6887, section 7.3), as far as they are read. */
record ReceivedOptions(SentResult result, boolean preferFailure) {
    private static final int THIRD_PARTY = 1;
    private static final int PREFER_FAILURE = 2;
    private static final int FILTER = 3;

    /** From here on an option that the server does not know is ignored. */
    private static final int FIRST_OPTIONAL = 128;

    private static final int OPTION_HEADER = 4;

    /** Reads until the first option that is wrong or not supported. FILTER has no effect. */
    static ReceivedOptions read(ByteBuffer options) {
        boolean preferFailure = false;
        while (options.hasRemaining()) {
            if (options.remaining() < OPTION_HEADER) {
                return new ReceivedOptions(SentResult.MALFORMED_OPTION, preferFailure);
            }
            int code = options.get() & 0xFF;
            options.get();
            int padded = (Short.toUnsignedInt(options.getShort()) + 3) & ~3;
            if (options.remaining() < padded) {
                return new ReceivedOptions(SentResult.MALFORMED_OPTION, preferFailure);
            }
            options.position(options.position() + padded);
            if (code == PREFER_FAILURE) {
                preferFailure = true;
            } else if (code == THIRD_PARTY || (code < FIRST_OPTIONAL && code != FILTER)) {
                return new ReceivedOptions(SentResult.UNSUPP_OPTION, preferFailure);
            }
        }
        return new ReceivedOptions(SentResult.SUCCESS, preferFailure);
    }
}
