// SPDX-License-Identifier: Apache-2.0
/**
 * A made-up control protocol and its router, as anybody can add one: the bundle registers a {@link
 * org.postern.api.control.ControlProtocol}, and its jar is found by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package org.postern.testkit.tin;

import org.jspecify.annotations.NullMarked;
