// SPDX-License-Identifier: Apache-2.0
/**
 * XML as routers write it: read by the JDK's StAX with DTDs and entities off, behind a cleaning
 * step for what they get wrong and a mending one for tags that do not match, into a small bounded
 * tree.
 */
@NullMarked
package org.postern.igd.control.xml;

import org.jspecify.annotations.NullMarked;
