// SPDX-License-Identifier: Apache-2.0
/**
 * Opens ports ({@link org.postern.igd.control.mapping.MappingOpener}) and closes them ({@link
 * org.postern.igd.control.mapping.MappingCloser}), and makes sure of it in the router's table.
 */
@NullMarked
package org.postern.igd.control.mapping;

import org.jspecify.annotations.NullMarked;
