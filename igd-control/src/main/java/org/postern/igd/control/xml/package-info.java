// SPDX-License-Identifier: Apache-2.0
/**
 * XML as routers send it. {@link org.postern.igd.control.xml.XmlReader} goes through the bytes once
 * and makes a small tree of {@link org.postern.igd.control.xml.XmlElement}s, bounded in size, depth
 * and number. It reads elements and text, and passes over attributes, comments and instructions.
 * There is no DTD and no entity but the five of XML; what is malformed is read as it was probably
 * meant (docs/quirks.md, D1 to D10 and A14). The time taken grows with the size, whatever the bytes,
 * and nothing is thrown but {@link org.postern.igd.control.xml.XmlFormatException}.
 *
 * <p>docs/decisions/0004-own-xml-reader.md says why it is none of the JDK's parsers.
 */
@NullMarked
package org.postern.igd.control.xml;

import org.jspecify.annotations.NullMarked;
