/** Events as UPnP sends them (UDA 1.1, chapter 4): who listens, what has changed, and its message. */
@NullMarked
package org.postern.simulator.event;

import org.jspecify.annotations.NullMarked;
