// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import org.postern.pcp.control.packet.PcpReply;

/** What became of a request. */
public sealed interface PcpOutcome {
    /** It was answered; if {@code repeated}, an earlier copy of the request may have been, too. */
    record Replied(PcpReply reply, boolean repeated) implements PcpOutcome {}

    /** It was not. */
    record Unanswered(Cause cause, String detail) implements PcpOutcome {}

    /** Why there is no reply. */
    enum Cause {
        /** The server's port is closed. */
        REFUSED,
        /** Nothing came in time. */
        SILENT,
        /** Only datagrams came that are no answer. */
        MEANINGLESS,
        /** Nothing could be sent. */
        NOT_SENT,
        /** This machine did not let it out. */
        FORBIDDEN,
        /** The exchange was ended from here. */
        CLOSED
    }
}
