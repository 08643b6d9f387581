// SPDX-License-Identifier: Apache-2.0
/**
 * SOAP as UPnP uses it (UDA 1.1, chapter 3): reads a call, checks it, writes the answer or fault.
 */
@NullMarked
package org.postern.simulator.soap;

import org.jspecify.annotations.NullMarked;
