// SPDX-License-Identifier: Apache-2.0
/**
 * Beans of the platform's MBean server that show a keeper and its gateways. In OSGi {@link
 * org.postern.jmx.JmxComponent} registers them, in plain Java {@link
 * org.postern.jmx.PlainManagementBeans}.
 */
@NullMarked
package org.postern.jmx;

import org.jspecify.annotations.NullMarked;
