// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.exchange;

import java.nio.ByteBuffer;

/** What a {@link SelectorLoop} reads from, on its thread. */
interface LoopChannel {
    /** Datagrams read in a row, so that a flood on one socket does not delay the others. */
    int BURST = 16;

    /** Reads what there is, through the loop's buffer. */
    void read(ByteBuffer buffer);

    /** Nothing is read any more. */
    void close();
}
